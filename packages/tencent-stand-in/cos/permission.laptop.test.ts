import { CopyObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type COS from 'cos-nodejs-sdk-v5';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  BUCKET,
  type CosUnderTest,
  OTHER_BUCKET,
  openCos,
  REGION,
} from '../../../tests/support/database/cos-under-test.ts';
import type { Session } from '../credentials.ts';
import { parsePolicy } from '../policy.ts';

const HOLDER = { secretId: 'AKID-holder', secretKey: 'secret', token: 'token' };
const object = (key: string, bucket = BUCKET) => `qcs::cos:${REGION}:uid/1250000000:${bucket}/${key}`;

let cos: CosUnderTest;
let holder: Session;
let sdk: COS;

beforeAll(async () => {
  cos = await openCos(undefined, (secretId) => (secretId === HOLDER.secretId ? holder : undefined));
  const { secretId: SecretId, secretKey: SecretKey, token: SecurityToken } = HOLDER;
  sdk = cos.sdk({ Ip: cos.host(), SecretId, SecretKey, SecurityToken });
  for (const Bucket of [BUCKET, OTHER_BUCKET])
    await cos.sdk().putObject({ Bucket, Region: REGION, Key: 'secret/card', Body: 'a card' });
});
afterAll(() => cos.close());

/** Lets the holder do this below a prefix, and nothing else. */
function allow(action: readonly string[], resource: readonly string[], condition?: object) {
  const statement = { effect: 'allow', action, resource, ...(condition && { condition }) };
  const policy = parsePolicy({ version: '2.0', statement: [statement] });
  if (!policy) throw new Error('not a policy');
  holder = { credentials: HOLDER, uin: '100000000001', policies: [policy] };
}

const at = (Key: string) => ({ Bucket: BUCKET, Region: REGION, Key });
const code = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: { code?: string; statusCode?: number }) => error.code ?? error.statusCode,
  );
const copy = (from: string, to: string, bucket = BUCKET) =>
  code(sdk.putObjectCopy({ ...at(to), CopySource: `${bucket}.cos.${REGION}.myqcloud.com/${from}` }));

describe('the policy of a credential', () => {
  beforeEach(() => allow(['cos:PutObject'], [object('incoming/*')]));

  it('allows what it names, and nothing beside it', async () => {
    const outcomes = [
      await code(sdk.putObject({ ...at('incoming/a'), Body: 'x' })),
      await code(sdk.putObject({ ...at('clean/a'), Body: 'x' })),
      await code(sdk.getObject(at('incoming/a'))),
      await code(sdk.headObject(at('incoming/a'))),
      await code(sdk.deleteObject(at('incoming/a'))),
      await code(sdk.getBucket({ Bucket: BUCKET, Region: REGION })),
      await code(sdk.multipartInit(at('incoming/a'))),
    ];

    expect(outcomes).toEqual([
      'done',
      'AccessDenied',
      'AccessDenied',
      // The reply to HEAD has no body with a code.
      '403',
      'AccessDenied',
      'AccessDenied',
      'AccessDenied',
    ]);
  });

  it('denies a copy whose source it does not let read, in any bucket', async () => {
    const outcomes = [await copy('secret/card', 'incoming/b'), await copy('secret/card', 'incoming/b', OTHER_BUCKET)];

    const stored = await code(cos.sdk().headObject(at('incoming/b')));
    expect([...outcomes, stored]).toEqual(['AccessDenied', 'AccessDenied', '404']);
  });

  it('allows a copy whose source it lets read', async () => {
    allow(['cos:PutObject', 'cos:GetObject'], [object('incoming/*'), object('secret/*')]);

    expect(await copy('secret/card', 'incoming/c')).toBe('done');
  });

  it.each([
    ['an ACL', { 'x-cos-acl': 'public-read' }],
    ['a grant', { 'x-cos-grant-read': 'id="100000000002"' }],
    ['tags', { 'x-cos-tagging': 'a=b' }],
  ])('denies to set with a header what is an action of its own: %s', async (_, Headers) => {
    expect(await code(sdk.putObject({ ...at('incoming/a'), Body: 'x', Headers }))).toBe('AccessDenied');
  });

  it('may make a condition for a header', async () => {
    allow(['cos:PutObject'], [object('incoming/*')], {
      string_equal_if_exist: { 'cos:x-cos-storage-class': 'STANDARD' },
    });
    const put = (Headers: Record<string, string>) => code(sdk.putObject({ ...at('incoming/a'), Body: 'x', Headers }));

    const outcomes = [
      await put({}),
      await put({ 'x-cos-storage-class': 'STANDARD' }),
      await put({ 'x-cos-storage-class': 'ARCHIVE' }),
    ];

    expect(outcomes).toEqual(['done', 'done', 'AccessDenied']);
  });

  it('holds for S3 requests, also where they copy', async () => {
    const { secretId: accessKeyId, secretKey: secretAccessKey, token: sessionToken } = HOLDER;
    const s3 = new S3Client({
      region: REGION,
      endpoint: cos.url(),
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey, sessionToken },
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    const named = (call: Promise<unknown>) =>
      call.then(
        () => 'done',
        ({ name }: Error) => name,
      );
    const Key = 'incoming/s3';

    const outcomes = [
      await named(s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: 'x' }))),
      await named(s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }))),
      await named(s3.send(new CopyObjectCommand({ Bucket: BUCKET, Key, CopySource: `${BUCKET}/secret/card` }))),
    ];

    expect(outcomes).toEqual(['done', 'AccessDenied', 'AccessDenied']);
  });
});
