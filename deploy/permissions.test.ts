import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyOf } from './permissions.ts';

const GROUNDS = {
  region: 'ap-guangzhou',
  bucket: 'files-1250000000',
  functions: { delivery: 'shop-test-delivery' },
};

describe('policyOf', () => {
  it('allows the calls of the adapters in the bundle, on our resources', () => {
    const inputs = { 'shared/adapters/tencent/courier.ts': 1, 'shared/adapters/cos/upload-grants.ts': 1 };

    const { statement } = policyOf(inputs, GROUNDS);

    expect(statement).toEqual([
      {
        effect: 'allow',
        action: ['cos:PostObject', 'cos:PutObject'],
        resource: ['qcs::cos:ap-guangzhou:uid/1250000000:files-1250000000/*'],
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
      const allowed = JSON.stringify(policyOf({ [join(folder, name)]: 1 }, GROUNDS));
      const called = readFileSync(join(folder, name), 'utf8').matchAll(/\b(?:client|faces)\.([A-Z]\w+)\(/g);
      return [...called].flatMap(([, action]) => (allowed.includes(`:${action}"`) ? [] : [`${name}: ${action}`]));
    });

    expect(files).toContain('ocr/ocr.ts');
    expect(missing).toEqual([]);
  });
});
