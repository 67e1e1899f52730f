import type { CloudCredentials } from 'tencent-stand-in/credentials.ts';
import { parsePolicy } from 'tencent-stand-in/policy.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createObjectStore } from '../platform/adapters/cos/object-store.ts';
import { BUCKET, type CosUnderTest, openCos } from '../tests/support/database/cos-under-test.ts';
import { bucketOf, objectStoreOn } from '../tests/support/database/object-store.ts';
import { currentFunctions } from './bundle/current-functions.ts';
import { type DesiredRole, type DesiredState, desiredState } from './desired-state.ts';
import { readServerlessYml } from './manifest/serverless-yml.ts';
import { ROOT } from './root.ts';

let roles: ReadonlyMap<string, DesiredRole>;
let functions: DesiredState['functions'];
let cos: CosUnderTest;

beforeAll(async () => {
  const service = readServerlessYml(`${ROOT}/serverless.yml`, { COS_BUCKET: BUCKET, STAGE: 'test' });
  const bundles = await currentFunctions('filing');
  const packaged = Object.entries(bundles).map(([name, { inputs }]) => [
    name,
    { inputs, zip: new Uint8Array(), fingerprint: '' },
  ]);
  const desired = desiredState(service, Object.fromEntries(packaged));
  functions = desired.functions;
  roles = new Map(desired.roles.map((role) => [role.name.replace('icp-filing-test-', ''), role]));
  cos = await openCos(undefined, (secretId) => {
    const policy = parsePolicy(roles.get(secretId)?.policy);
    return policy && { credentials: credentialsOf(secretId), uin: '100000000001', policies: [policy] };
  });
}, 600_000);
afterAll(() => cos?.close());

const credentialsOf = (role: string): CloudCredentials => ({ secretId: role, secretKey: 'key', token: 'token' });

/** The rights of every role whose action matches, as `<verbs> <place>`. */
const rights = (action: RegExp): Readonly<Record<string, readonly string[]>> => {
  const entries = [...roles].map(([name, { policy }]) => {
    const statements = policy.statement as readonly { action: readonly string[]; resource: readonly string[] }[];
    const some = statements.filter((statement) => statement.action.some((text) => action.test(text)));
    const texts = some.map((statement) => {
      const verbs = statement.action.map((text) => text.split(':')[1]?.replace('Object', '')).join(' ');
      return `${verbs} ${statement.resource.map((place) => place.split(/-1250000000\/|:::|uin\//).at(-1)).join(' ')}`;
    });
    return [name, texts] as const;
  });
  return Object.fromEntries(entries.filter(([, texts]) => texts.length > 0));
};

describe('[C7] the roles of the deployed functions', () => {
  it('have these rights to objects, and no others', () => {
    expect(rights(/^cos:/)).toEqual({
      health: ['Head views/health'],
      session: ['Get Put views/*', 'Delete GetBucketVersions views/*'],
      eligibility: ['Get Put views/*'],
      authorization: ['Get Put views/*'],
      filing: ['Get Put views/*'],
      upload: [
        'Get Put views/*',
        'Get Head clean/*',
        'Put views/*',
        'Get clean/*',
        // A filed picture that serves again comes in as any other.
        'Put incoming/*',
        'Delete GetBucketVersions incoming/*',
        'Delete GetBucketVersions clean/*',
        'Delete GetBucketVersions views/*',
      ],
      intake: ['Delete GetBucketVersions Get Head incoming/*', 'Delete GetBucketVersions Head Put clean/*'],
      ocr: ['Delete GetBucketVersions Head clean/certificates/*', 'Get clean/certificates/*', 'Get clean/*'],
      // Key frames are kept with the film.
      liveness: ['Get clean/*', 'Delete GetBucketVersions Put clean/materials/*', 'Delete GetBucketVersions clean/*'],
      records: ['Get Put views/*'],
      materials: ['Get Put views/*'],
      webhooks: ['Get Put views/*'],
      me: [
        'Get Put views/*',
        'Delete GetBucketVersions clean/*',
        'Delete GetBucketVersions incoming/*',
        'Delete GetBucketVersions views/*',
        'Get clean/*',
      ],
      retention: [
        'Delete GetBucketVersions incoming/*',
        'Delete GetBucketVersions clean/*',
        'Delete GetBucketVersions views/*',
      ],
      'upload-sweep': [
        'Delete GetBucketVersions Get Head Put incoming/*',
        'Get Head Put clean/certificates/*',
        'Delete GetBucketVersions clean/*',
      ],
      delivery: ['Get clean/*'],
      'upload-grants': ['Post Put incoming/*'],
    });
  });

  it('come without the keys of seal and index where an upload is read before it is checked', () => {
    const readers = Object.entries(rights(/^cos:GetObject$/)).flatMap(([name, places]) =>
      places.some((place) => place.endsWith(' incoming/*')) ? [name] : [],
    );
    const variablesOf = (name: string) =>
      functions
        .filter((desiredFunction) => desiredFunction.name === `icp-filing-test-${name}`)
        .flatMap(({ settings }) => settings.Environment.Variables.map(({ Key }) => Key));

    expect(readers).toEqual(['intake', 'upload-sweep']);
    expect(readers.flatMap(variablesOf).filter((name) => /SEAL|INDEX/.test(name))).toEqual([]);
    expect(variablesOf('ocr')).toContain('COS_BUCKET');
  });

  it('assume these roles, and no others', () => {
    const granted = ['AssumeRole *:roleName/icp-filing'];
    const uploads = ['AssumeRole roleName/icp-filing-test-upload-grants'];
    expect(rights(/^sts:AssumeRole$/)).toEqual({
      eligibility: granted,
      authorization: granted,
      filing: granted,
      records: granted,
      upload: uploads,
      liveness: uploads,
      materials: granted,
      submission: granted,
      'process-timer': granted,
    });
  });

  it('call delivery only where messages are written', () => {
    const silent = ['health', 'authorization', 'intake', 'upload-sweep', 'upload-grants'];
    const callers = Object.keys(rights(/^scf:InvokeFunction$/));

    expect([...roles.keys()].filter((name) => !callers.includes(name))).toEqual(silent);
  });

  it('leave it to upload-sweep to touch an object, where uploads and certificates are', async () => {
    const keys = ['incoming/id-front/a', 'clean/certificates/a', 'clean/materials/a', 'deploy/a.zip'];
    for (const key of keys) await objectStoreOn(cos).write(key, Buffer.from('x'), 'image/jpeg');
    const touchedBy = async (role: string) => {
      const store = createObjectStore({ ...bucketOf(cos), credentials: () => credentialsOf(role) });
      const outcomes = await Promise.all(keys.map((key) => store.copy(key, key).catch(() => false)));
      return keys.filter((_, index) => outcomes[index]);
    };

    const touched = await Promise.all([...roles.keys()].map(async (role) => [role, await touchedBy(role)] as const));

    expect(touched.filter(([, keysOfRole]) => keysOfRole.length > 0)).toEqual([
      ['upload-sweep', ['incoming/id-front/a', 'clean/certificates/a']],
    ]);
  });

  it('delete every version of an object, where they may delete it and the bucket keeps versions', async () => {
    const place = { Bucket: BUCKET, Region: bucketOf(cos).region };
    await cos.sdk().putBucketVersioning({ ...place, VersioningConfiguration: { Status: 'Enabled' } });
    const keys = ['incoming/id-front/b', 'clean/certificates/b', 'clean/materials/b', 'views/b'];
    const deletedBy = async (role: string) => {
      const store = createObjectStore({ ...bucketOf(cos), credentials: () => credentialsOf(role) });
      const gone: string[] = [];
      for (const key of keys) {
        for (const text of ['first', 'second']) await objectStoreOn(cos).write(key, Buffer.from(text), 'image/jpeg');
        await store.remove(key).catch(() => {});
        const { Versions, DeleteMarkers } = await cos.sdk().listObjectVersions({ ...place, Prefix: key });
        if (Versions.length + DeleteMarkers.length === 0) gone.push(key);
      }
      return gone;
    };

    const outcomes = [];
    for (const role of ['intake', 'ocr', 'liveness', 'filing', 'me', 'retention', 'upload-sweep', 'delivery'])
      outcomes.push([role, await deletedBy(role)]);

    expect(Object.fromEntries(outcomes)).toEqual({
      intake: ['incoming/id-front/b', 'clean/certificates/b', 'clean/materials/b'],
      ocr: ['clean/certificates/b'],
      liveness: ['clean/certificates/b', 'clean/materials/b'],
      filing: [],
      me: keys,
      retention: keys,
      'upload-sweep': ['incoming/id-front/b', 'clean/certificates/b', 'clean/materials/b'],
      delivery: [],
    });
  });
});
