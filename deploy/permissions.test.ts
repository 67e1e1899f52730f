import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyOf, uploadPolicy } from './permissions.ts';

const GROUNDS = {
  region: 'ap-guangzhou',
  bucket: 'files-1250000000',
  functions: { delivery: 'shop-test-delivery' },
  uploadRole: 'shop-test-upload-grants',
};

/** Files that call for others, which have the rights. */
const CALLERS: Readonly<Record<string, readonly string[]>> = {
  'role-sessions.ts': ['cloud-roles.ts', 'upload-credentials.ts'],
};

describe('policyOf', () => {
  it('allows the calls of the adapters in the bundle, on our resources', () => {
    const inputs = { 'shared/adapters/tencent/courier.ts': 1, 'shared/application/views.ts': 1 };

    const { statement } = policyOf(inputs, GROUNDS);

    expect(statement).toEqual([
      {
        effect: 'allow',
        action: ['cos:GetObject', 'cos:PutObject'],
        resource: ['qcs::cos:ap-guangzhou:uid/1250000000:files-1250000000/views/*'],
      },
      {
        effect: 'allow',
        action: ['scf:InvokeFunction'],
        resource: ['qcs::scf:ap-guangzhou::namespace/default/function/shop-test-delivery'],
      },
    ]);
  });

  it('allows nothing to a bundle without adapters of the account', () => {
    expect(policyOf({ 'shared/adapters/postgres/database.ts': 1 }, GROUNDS).statement).toEqual([]);
  });

  it('covers every call that an adapter makes by its name', () => {
    const folder = 'shared/adapters/tencent';
    const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const files = all.filter((name) => name.endsWith('.ts') && !/\.(test|suite)\.ts$/.test(name));

    const missing = files.flatMap((name) => {
      const callers = CALLERS[name] ?? [name];
      const policies = callers.map((caller) => policyOf({ [join(folder, caller)]: 1 }, GROUNDS));
      const allowed = policies.every((policy) => policy.statement.length > 0) ? JSON.stringify(policies) : '';
      const called = readFileSync(join(folder, name), 'utf8').matchAll(/\b(?:client|faces)\.([A-Z]\w+)\(/g);
      return [...called].flatMap(([, action]) => (allowed.includes(`:${action}"`) ? [] : [`${name}: ${action}`]));
    });

    expect(files).toContain('ocr/ocr.ts');
    expect(missing).toEqual([]);
  });

  it('[C7] lets a role be assumed by its name only: the one that signs uploads, and the one that a person grants', () => {
    const adapters = ['platform/adapters/tencent/upload-credentials.ts', 'shared/adapters/tencent/cloud-roles.ts'];

    const policies = adapters.map((adapter) => policyOf({ [adapter]: 1 }, GROUNDS).statement);

    const assuming = policies.flat().filter(({ action }) => String(action) === 'sts:AssumeRole');
    expect(assuming.map(({ resource }) => resource)).toEqual([
      ['qcs::cam:::roleName/shop-test-upload-grants'],
      ['qcs::cam::uin/*:roleName/icp-filing'],
    ]);
  });

  it('[C7] gives the role that signs uploads the writing of uploads, and nothing else', () => {
    expect(uploadPolicy(GROUNDS)).toEqual({
      version: '2.0',
      statement: [
        {
          effect: 'allow',
          action: ['cos:PostObject', 'cos:PutObject'],
          resource: ['qcs::cos:ap-guangzhou:uid/1250000000:files-1250000000/incoming/*'],
        },
      ],
    });
  });
});

/** What each method of ObjectStore needs. A link has the rights of whoever signs it. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  look: ['HeadObject'],
  read: ['GetObject'],
  readLink: ['GetObject'],
  write: ['PutObject'],
  // A bucket may keep versions: all of them go.
  remove: ['DeleteObject', 'GetBucketObjectVersions'],
  copy: ['HeadObject', 'GetObject', 'PutObject'],
};

describe('[C7] the rights to objects', () => {
  const files = ['functions', 'shared/application'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => path.endsWith('.ts') && !/\.(test|suite)\.ts$/.test(path)),
  );
  const usersOfObjects = files.flatMap((path) => {
    const calls = [...readFileSync(path, 'utf8').matchAll(/\bobjectStore\.(\w+)\(/g)].map(([, method = '']) => method);
    return calls.length > 0
      ? [{ path, needed: [...new Set(calls.flatMap((method) => RIGHTS[method] ?? [method]))] }]
      : [];
  });

  it.each(usersOfObjects)('of $path are what it calls, and no more', ({ path, needed }) => {
    const { statement } = policyOf({ [path]: 1 }, GROUNDS);

    const given = statement.flatMap(({ action }) => action as readonly string[]);
    expect([...new Set(given)].toSorted()).toEqual(needed.map((action) => `cos:${action}`).toSorted());
  });

  it.each(usersOfObjects)('of $path lie below incoming/, clean/ or views/', ({ path }) => {
    const { statement } = policyOf({ [path]: 1 }, GROUNDS);

    const places = statement.flatMap(({ resource }) => resource as readonly string[]);
    expect(places.filter((place) => !/-1250000000\/(incoming|clean|views)\//.test(place))).toEqual([]);
  });

  it('are sought in files that use objects', () => {
    expect(usersOfObjects.map(({ path }) => path)).toContain('functions/intake/take-in.ts');
  });
});
