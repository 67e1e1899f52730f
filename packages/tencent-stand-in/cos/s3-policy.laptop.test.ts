import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { describe, expect, it } from 'vitest';
import { BUCKET, REGION, testCos } from '../../../tests/support/database/cos-under-test.ts';
import { LAPTOP_CREDENTIALS } from '../credentials.ts';

const { secretId: accessKeyId, secretKey: secretAccessKey, token: sessionToken } = LAPTOP_CREDENTIALS;

const cos = await testCos();

interface Change {
  readonly options?: Partial<PresignedPostOptions>;
  readonly region?: string;
  readonly secretAccessKey?: string;
  /** Added to the form after it was signed; undefined removes a field. */
  readonly fields?: Readonly<Record<string, string | undefined>>;
}

/** Sends a form for one key, one type and 3 to 10 bytes. */
async function post(change: Change, file = 'front'): Promise<string> {
  const client = new S3Client({
    region: change.region ?? REGION,
    endpoint: cos.url(),
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey: change.secretAccessKey ?? secretAccessKey, sessionToken },
  });
  const { fields } = await createPresignedPost(client, {
    Bucket: BUCKET,
    Key: 'form/x1',
    Fields: { 'Content-Type': 'image/jpeg' },
    Conditions: [['content-length-range', 3, 10]],
    ...change.options,
  });
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...change.fields })) {
    if (value !== undefined) form.append(name, value);
  }
  form.append('file', new Blob([file], { type: 'text/html' }), 'x.html');
  const answer = await fetch(`${cos.url()}/${BUCKET}/`, { method: 'POST', body: form });
  return `${answer.status} ${/<Code>(.+)<\/Code>/.exec(await answer.text())?.[1] ?? ''}`;
}

describe('an S3 form', () => {
  it('writes the object that its policy names, with the type of the form', async () => {
    const outcome = await post({});

    const { Body, headers } = await cos.sdk().getObject({ Bucket: BUCKET, Region: REGION, Key: 'form/x1' });
    expect([outcome, Body.toString(), headers?.['content-type']]).toEqual(['204 ', 'front', 'image/jpeg']);
  });

  it.each<[string, Change, string, string]>([
    ['another key', { fields: { key: 'form/x2' } }, 'front', '403 AccessDenied'],
    ['another type', { fields: { 'Content-Type': 'text/html' } }, 'front', '403 AccessDenied'],
    ['no type', { fields: { 'Content-Type': undefined } }, 'front', '403 AccessDenied'],
    ['a field that the policy does not know', { fields: { 'x-amz-meta-owner': 'u1' } }, 'front', '403 AccessDenied'],
    ['a file that is too long', {}, 'front and back', '400 EntityTooLarge'],
    ['a file that is too short', {}, 'id', '400 EntityTooSmall'],
    ['a policy that has ended', { options: { Expires: -1 } }, 'front', '403 AccessDenied'],
    ['the policy of another bucket', { options: { Bucket: 'x-1250000000' } }, 'front', '403 AccessDenied'],
    ['a changed policy', { fields: { Policy: 'e30=' } }, 'front', '403 SignatureDoesNotMatch'],
    ['another secret', { secretAccessKey: 'guessed' }, 'front', '403 SignatureDoesNotMatch'],
    ['another region', { region: 'us-east-1' }, 'front', '403 AccessDenied'],
    ['another algorithm', { fields: { 'X-Amz-Algorithm': 'AWS4-HMAC-SHA1' } }, 'front', '403 AccessDenied'],
    ['an unknown key id', { fields: { 'X-Amz-Credential': 'AKIDunknown/x' } }, 'front', '403 InvalidAccessKeyId'],
    ['no token', { fields: { 'X-Amz-Security-Token': undefined } }, 'front', '403 InvalidAccessKeyId'],
    ['another token', { fields: { 'X-Amz-Security-Token': 'guessed' } }, 'front', '400 InvalidToken'],
    ['no policy', { fields: { Policy: undefined } }, 'front', '403 SignatureDoesNotMatch'],
    ['a public object', { options: { Fields: { 'x-amz-acl': 'public-read' } } }, 'front', '501 NotImplemented'],
  ])('is refused with %s', async (_case, change, file, expected) => {
    cos.events.length = 0;

    const outcome = await post(change, file);

    expect(outcome).toBe(expected);
    expect(cos.events).toEqual([]);
  });
});
