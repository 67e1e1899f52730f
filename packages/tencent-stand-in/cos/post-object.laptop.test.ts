import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BUCKET, REGION, testCos } from '../../../tests/support/database/cos-under-test.ts';
import { LAPTOP_CREDENTIALS } from '../credentials.ts';

const KEY = 'incoming/id-card/x1';
const { secretId, secretKey, token } = LAPTOP_CREDENTIALS;

const cos = await testCos();

const hmac = (key: string, text: string) => createHmac('sha1', key).update(text).digest('hex');
const keyTime = (from: number, until: number) => {
  const seconds = Math.floor(Date.now() / 1000);
  return `${seconds + from};${seconds + until}`;
};

interface Change {
  readonly time?: string;
  readonly expiresInSeconds?: number;
  /** Added to the policy before it's signed; undefined removes a condition. */
  readonly conditions?: Record<string, string | undefined>;
  readonly more?: readonly unknown[];
  readonly policyText?: string;
  /** Added to the form after everything was signed; undefined removes a field. */
  readonly fields?: Record<string, string | undefined>;
}

/** The form of the official demo: one key, a type below image/, 3 to 10 bytes. */
function form(change: Change = {}): Record<string, string> {
  const time = change.time ?? keyTime(-1, 600);
  const named = { 'q-sign-algorithm': 'sha1', 'q-ak': secretId, 'q-sign-time': time, bucket: BUCKET, key: KEY };
  const policy =
    change.policyText ??
    JSON.stringify({
      expiration: new Date(Date.now() + (change.expiresInSeconds ?? 600) * 1000).toISOString(),
      conditions: [
        ...Object.entries({ ...named, ...change.conditions }).flatMap(([name, value]) =>
          value === undefined ? [] : [{ [name]: value }],
        ),
        ['content-length-range', 3, 10],
        ['starts-with', '$Content-Type', 'image/'],
        ...(change.more ?? []),
      ],
    });
  const fields = {
    key: KEY,
    'Content-Type': 'image/jpeg',
    policy: Buffer.from(policy).toString('base64'),
    'q-sign-algorithm': 'sha1',
    'q-ak': secretId,
    'q-key-time': time,
    'q-signature': hmac(hmac(secretKey, time), createHash('sha1').update(policy).digest('hex')),
    'x-cos-security-token': token,
    ...change.fields,
  };
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
}

function post(fields: Record<string, string>, file = 'front', path = `${BUCKET}/`): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new Blob([file], { type: 'text/html' }), '身份证.html');
  return fetch(`${cos.url()}/${path}`, { method: 'POST', body, redirect: 'manual' });
}

const raw = (boundary: string, body: string) =>
  fetch(`${cos.url()}/${BUCKET}/`, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body,
  });

const read = (Key = KEY) => cos.sdk().getObject({ Bucket: BUCKET, Region: REGION, Key });
const codeOf = async (answer: Response) => /<Code>(.+)<\/Code>/.exec(await answer.text())?.[1];

describe('[U11] a form with a signed policy', () => {
  it('writes the object with the type of the form, and replies 204', async () => {
    cos.events.length = 0;

    const answer = await post(form({ conditions: { 'x-cos-meta-owner': 'u1' }, fields: { 'x-cos-meta-owner': 'u1' } }));

    const object = await read();
    expect([answer.status, answer.headers.get('etag')]).toEqual([204, '"e6ec529ba185279aa0adcf93e645c7cd"']);
    expect(object.Body.toString()).toBe('front');
    expect(object.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-cos-meta-owner': 'u1' });
    expect(cos.events.map(({ Records }) => Records[0]?.event.eventName)).toEqual(['cos:ObjectCreated:Post']);
  });

  it('replies with 200 when the form requests it, and with no document or redirect', async () => {
    const plain = await post(form({ fields: { success_action_status: '200' } }));
    const xml = await post(form({ fields: { success_action_status: '201' } }));
    const redirect = await post(form({ fields: { success_action_redirect: 'http://127.0.0.1/done?x=1' } }));

    expect([plain.status, await plain.text()]).toEqual([200, '']);
    expect([xml.status, redirect.status]).toEqual([501, 501]);
  });

  it('puts the name of the file into the key, if the policy allows it', async () => {
    const more = [['starts-with', '$key', 'free/']];

    const answer = await post(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what COS replaces in a key
      form({ conditions: { key: undefined }, more, fields: { key: 'free/${filename}' } }),
    );

    expect(answer.status).toBe(204);
    expect((await read('free/身份证.html')).Body.toString()).toBe('front');
  });

  it.each<[string, Change, string, number, string]>([
    ['another key', { fields: { key: 'incoming/id-card/x2' } }, 'front', 403, 'AccessDenied'],
    ['another type', { fields: { 'Content-Type': 'text/html' } }, 'front', 403, 'AccessDenied'],
    ['no type', { fields: { 'Content-Type': undefined } }, 'front', 403, 'AccessDenied'],
    ['a file that is too long', {}, 'front and back', 400, 'EntityTooLarge'],
    ['a file that is too short', {}, 'id', 400, 'EntityTooSmall'],
    ['a policy that has ended', { expiresInSeconds: -1 }, 'front', 403, 'AccessDenied'],
    ['a key time that is over', { time: keyTime(-600, -1) }, 'front', 403, 'AccessDenied'],
    ['a key time to come', { time: keyTime(60, 600) }, 'front', 403, 'RequestTimeTooSkewed'],
    ['another key time', { fields: { 'q-key-time': keyTime(-2, 900) } }, 'front', 403, 'SignatureDoesNotMatch'],
    ['the policy of another bucket', { conditions: { bucket: 'x-1250000000' } }, 'front', 403, 'AccessDenied'],
    ['the policy of another sign time', { conditions: { 'q-sign-time': '1;2' } }, 'front', 403, 'AccessDenied'],
    ['a policy without key id', { conditions: { 'q-ak': undefined } }, 'front', 400, 'InvalidPolicyDocument'],
    ['a policy that is no JSON', { policyText: '{' }, 'front', 400, 'InvalidPolicyDocument'],
    ['a condition that is none', { more: [['in', '$key', 'x']] }, 'front', 400, 'InvalidPolicyDocument'],
    ['a narrower second range', { more: [['content-length-range', 1, 4]] }, 'front', 400, 'EntityTooLarge'],
    ['another eq condition', { more: [['eq', '$x-cos-meta-a', '1']] }, 'front', 403, 'AccessDenied'],
    ['a changed policy', { fields: { policy: 'e30=' } }, 'front', 403, 'SignatureDoesNotMatch'],
    ['a wrong signature', { fields: { 'q-signature': '0'.repeat(40) } }, 'front', 403, 'SignatureDoesNotMatch'],
    ['an unknown key id', { fields: { 'q-ak': 'AKIDunknown' } }, 'front', 403, 'InvalidAccessKeyId'],
    ['no token', { fields: { 'x-cos-security-token': undefined } }, 'front', 403, 'InvalidAccessKeyId'],
    ['no policy', { fields: { policy: undefined } }, 'front', 403, 'AccessDenied'],
    ['no key', { fields: { key: undefined } }, 'front', 400, 'InvalidArgument'],
    [
      'a public object',
      { conditions: { acl: 'public-read' }, fields: { acl: 'public-read' } },
      'front',
      501,
      'NotImplemented',
    ],
    ['metadata without a condition', { fields: { 'x-cos-meta-owner': 'u1' } }, 'front', 403, 'AccessDenied'],
    ['an ACL without a condition', { fields: { acl: 'public-read' } }, 'front', 403, 'AccessDenied'],
    ['pictures to be made', { fields: { 'Pic-Operations': '{}' } }, 'front', 403, 'AccessDenied'],
    ['a wrong Content-MD5', { fields: { 'Content-MD5': 'AAAAAAAAAAAAAAAAAAAAAA==' } }, 'front', 400, 'BadDigest'],
    [
      'too many fields',
      { fields: { 'x-cos-meta-a': 'a'.repeat(21_000) } },
      'front',
      400,
      'MaxPostPreDataLengthExceeded',
    ],
  ])('is refused with %s', async (_case, change, file, status, code) => {
    cos.events.length = 0;

    const answer = await post(form(change), file);

    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
    expect(cos.events).toEqual([]);
  });

  it('leaves the object unchanged when it is refused', async () => {
    await post(form(), 'before');

    await post(form(), 'a file that is too long');

    expect((await read()).Body.toString()).toBe('before');
  });

  it('refuses a file that is far too long without waiting for its end, and keeps the connection usable', async () => {
    const answer = await post(form(), 'x'.repeat(20_000_000));

    expect([answer.status, await codeOf(answer)]).toEqual([400, 'EntityTooLarge']);
    expect((await post(form())).status).toBe(204);
  });

  it.each([
    ['has no boundary in its type', '', '--b\r\n'],
    ['begins with something else', 'b', 'x--b\r\n'],
    ['has no file', 'b', '--b\r\nContent-Disposition: form-data; name="key"\r\n\r\nx\r\n--b--\r\n'],
    ['has a part without name', 'b', '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n'],
    ['ends in its fields', 'b', '--b\r\nContent-Disposition: form-data; name="key"\r\n\r\nx'],
  ])('is refused when it %s', async (_case, boundary, body) => {
    const answer = await raw(boundary, body);

    expect([answer.status, await codeOf(answer)]).toEqual([400, 'MalformedPOSTRequest']);
  });

  it('writes nothing when it ends within its file', async () => {
    const parts = Object.entries(form({ conditions: { key: 'cut' }, fields: { key: 'cut' } })).map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );

    const answer = await raw('b', `${parts.join('')}--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nfront`);

    expect(await codeOf(answer)).toBe('MalformedPOSTRequest');
    await expect(read('cut')).rejects.toMatchObject({ code: 'NoSuchKey' });
  });
});

describe('a form with a signature over POST / (cos-wx-sdk)', () => {
  const signed = (key: string, signature = cos.sign({ method: 'POST' })) => ({
    key,
    Signature: signature,
    'x-cos-security-token': token,
    'Content-Type': 'image/jpeg',
  });

  it('writes the object, with the bucket in the path or before the key', async () => {
    const inPath = await post(signed('wx/1'));
    const inKey = await post(signed(`${BUCKET}/wx/2`), 'back', '');

    expect([inPath.status, inKey.status]).toEqual([204, 204]);
    expect((await read('wx/1')).Body.toString()).toBe('front');
    expect((await read('wx/2')).Body.toString()).toBe('back');
  });

  it.each([
    ['no token', () => ({ ...signed('wx/3'), 'x-cos-security-token': '' }), 'InvalidAccessKeyId'],
    ['the signature of another method', () => signed('wx/3', cos.sign({ method: 'PUT' })), 'SignatureDoesNotMatch'],
    ['a signature that is over', () => signed('wx/3', cos.sign({ method: 'POST', until: -1 })), 'AccessDenied'],
  ])('is refused with %s', async (_case, fields, code) => {
    const answer = await post(fields());

    expect([answer.status, await codeOf(answer)]).toEqual([403, code]);
  });

  it('is refused without any bucket', async () => {
    const answer = await post(signed('wx/4'), 'front', '');

    expect([answer.status, await codeOf(answer)]).toEqual([404, 'NoSuchBucket']);
  });
});
