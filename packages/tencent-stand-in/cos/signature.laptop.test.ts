import type COS from 'cos-nodejs-sdk-v5';
import { describe, expect, it } from 'vitest';
import { BUCKET, REGION, type Signing, testCos } from '../../../tests/support/database/cos-under-test.ts';

const cos = await testCos();
await cos.sdk().putObject({ Bucket: BUCKET, Region: REGION, Key: 'kept', Body: 'kept' });

const outcome = async (answer: Response) => {
  const text = await answer.text();
  return [answer.status, /<Code>(.+)<\/Code>/.exec(text)?.[1], /<Message>(.+)<\/Message>/.exec(text)?.[1]];
};

const write = {
  method: 'PUT',
  key: 'kept',
  query: { partNumber: '1' },
  headers: { 'content-type': 'image/jpeg', 'x-cos-meta-owner': 'u1' },
} satisfies Signing;

describe('[U11] a signature in the Authorization header', () => {
  it('is accepted for the unchanged request, so that each refusal below has one reason', async () => {
    const request = { ...write, query: { 'x-id': '1' } };

    const answer = await cos.send(request, cos.sign(request), 'kept');

    expect(answer.status).toBe(200);
  });

  it.each<[string, Signing, (string | number)[]]>([
    ['another method', { method: 'GET' }, [403, 'SignatureDoesNotMatch']],
    ['another key', { key: 'other' }, [403, 'SignatureDoesNotMatch']],
    ['a key in other letters', { key: 'KEPT' }, [403, 'SignatureDoesNotMatch']],
    ['another type', { headers: { 'content-type': 'image/png' } }, [403, 'SignatureDoesNotMatch']],
    ['another length', { headers: { 'content-length': '3' } }, [403, 'SignatureDoesNotMatch']],
    ['a header that is not sent', { headers: { 'x-cos-acl': 'private' } }, [403, 'SignatureDoesNotMatch']],
    ['another parameter value', { query: { partNumber: '2' } }, [403, 'SignatureDoesNotMatch']],
    ['a parameter that is not sent', { query: { uploadId: '' } }, [403, 'SignatureDoesNotMatch']],
    ['another host', { headers: { Host: 'elsewhere' } }, [403, 'SignatureDoesNotMatch']],
    ['another secret', { secretKey: 'guessed' }, [403, 'SignatureDoesNotMatch']],
    ['an unknown key id', { secretId: 'AKIDunknown' }, [403, 'InvalidAccessKeyId']],
    ['a time that is over', { from: -61, until: -1 }, [403, 'AccessDenied', 'Request has expired']],
    ['a time to come', { from: 30, until: 60 }, [403, 'RequestTimeTooSkewed']],
  ])('is refused when made for %s', async (_other, change, refusal) => {
    const answer = await cos.send(write, cos.sign({ ...write, ...change }), 'kept');

    expect(await outcome(answer)).toEqual(expect.arrayContaining(refusal));
  });

  it('shows the expected string to sign', async () => {
    const answer = await cos.send({ key: 'kept' }, cos.sign({ key: 'other' }));

    expect(await answer.text()).toContain(
      `<FormatString>get\n/kept\n\nhost=${encodeURIComponent(cos.host())}\n</FormatString>`,
    );
  });

  it.each([
    ['no token', {}],
    ['a wrong token', { 'x-cos-security-token': 'guessed' }],
  ])('is refused with %s', async (_case, token) => {
    const answer = await fetch(`${cos.url()}/${BUCKET}/kept`, {
      headers: { authorization: cos.sign({ key: 'kept' }), ...token },
    });

    expect(await outcome(answer)).toEqual(expect.arrayContaining([403, 'InvalidAccessKeyId']));
  });

  it.each([
    ['', 'AccessDenied'],
    ['Bearer abc', 'AccessDenied'],
    ['q-sign-algorithm=sha1', 'InvalidAccessKeyId'],
    ['q-sign-algorithm=md5&q-ak=AKID-laptop-execution-role', 'AccessDenied'],
    ['q-sign-algorithm=sha1&q-ak=AKID-laptop-execution-role&q-key-time=1;x', 'AccessDenied'],
    ['q-sign-algorithm=sha1&q-ak=AKID-laptop-execution-role&q-header-list=%ff', 'AccessDenied'],
  ])('is refused when it reads %j', async (authorization, code) => {
    const answer = await cos.send({ key: 'kept' }, authorization);

    expect(await outcome(answer)).toEqual(expect.arrayContaining([403, code]));
  });

  it('lets the SDK correct a clock that is wrong by an hour', async () => {
    const sdk = cos.sdk({ Ip: cos.host(), SystemClockOffset: -3_600_000 });

    const read = await sdk.getObject({ Bucket: BUCKET, Region: REGION, Key: 'kept' });

    expect(read.Body.toString()).toBe('kept');
  });
});

describe('a signature in the query', () => {
  const presigned = (options: Partial<COS.GetObjectUrlParams> = {}) =>
    cos.sdk().getObjectUrl({
      Bucket: BUCKET,
      Region: REGION,
      Key: 'kept',
      Domain: `${cos.host()}/{Bucket}`,
      Protocol: 'http:',
      ...options,
    });

  it('lets anybody read, under the file name in the link', async () => {
    const disposition = 'attachment; filename="承诺书.pdf"';
    const url = presigned({ Query: { 'response-content-disposition': encodeURIComponent(disposition) } });

    const answer = await fetch(url);

    expect(await answer.text()).toBe('kept');
    expect(answer.headers.get('content-disposition')).toBe(encodeURIComponent(disposition));
  });

  it('is accepted in the form of the SDK callback, which encodes its lists once more', async () => {
    const url = await new Promise<string>((resolve, reject) => {
      const Query = { 'response-content-type': 'text/x', 'response-expires': '0' };
      const address = { Bucket: BUCKET, Region: REGION, Key: 'kept', Protocol: 'http:' };
      cos.sdk().getObjectUrl({ ...address, Domain: `${cos.host()}/{Bucket}`, Query }, (error, data) => {
        if (error) reject(error);
        else resolve(data.Url);
      });
    });

    const answer = await fetch(url);

    expect(url).toContain('q-url-param-list=response-content-type%3bresponse-expires');
    expect(answer.headers.get('content-type')).toBe('text/x');
  });

  it.each([
    ['the same type and length', 'image/jpeg', 'fresh', 200],
    ['another type', 'image/png', 'fresh', 403],
    ['a longer body', 'image/jpeg', 'fresher', 403],
    ['a shorter body', 'image/jpeg', 'a', 403],
  ])('that binds type and length, lets %s through or not', async (_case, type, body, status) => {
    const Headers = { 'Content-Type': 'image/jpeg', 'Content-Length': '5' };
    const url = presigned({ Key: 'bound', Method: 'PUT', Headers });

    const answer = await fetch(url, { method: 'PUT', body, headers: { 'content-type': type } });

    expect(answer.status).toBe(status);
  });

  it.each([
    ['is over', { Expires: -30 }, 'AccessDenied'],
    ['is for writing', { Method: 'PUT' as const }, 'SignatureDoesNotMatch'],
    ['is for another object', { Key: 'other' }, 'SignatureDoesNotMatch'],
  ])('opens nothing when it %s', async (_case, options, code) => {
    const url = new URL(presigned(options));

    const answer = await fetch(`${cos.url()}/${BUCKET}/kept${url.search}`);

    expect(await outcome(answer)).toEqual(expect.arrayContaining([403, code]));
  });

  it.each([
    ['a copy', { 'x-cos-copy-source': `${BUCKET}.cos.${REGION}.myqcloud.com/kept` }],
    ['a copy in S3\u2019s words', { 'x-amz-copy-source': `${BUCKET}/kept` }],
    ['an ACL', { 'x-cos-acl': 'public-read' }],
    ['metadata', { 'x-cos-meta-owner': 'u1' }],
    ['a storage class', { 'x-cos-storage-class': 'ARCHIVE' }],
    ['pictures to be made', { 'Pic-Operations': '{}' }],
  ])('is refused with a header that was added to it: %s', async (_, headers) => {
    const answer = await fetch(presigned({ Key: 'added', Method: 'PUT' }), { method: 'PUT', body: 'x', headers });

    expect(await outcome(answer)).toEqual(expect.arrayContaining([403, 'AccessDenied']));
  });

  it('is refused with a parameter that was added to change the reply', async () => {
    const answer = await fetch(`${presigned()}&response-content-type=text%2Fhtml`);

    expect(await outcome(answer)).toEqual(expect.arrayContaining([403, 'AccessDenied']));
  });

  it('is refused when a signed parameter was changed or the token removed', async () => {
    const url = presigned({ Query: { 'response-content-type': 'text/plain' } });

    const changed = await fetch(url.replace('text%2Fplain', 'text%2Fhtml'));
    const tokenless = await fetch(url.replace('x-cos-security-token', 'x-cos-nothing'));

    expect(await outcome(changed)).toEqual(expect.arrayContaining([403, 'SignatureDoesNotMatch']));
    expect(await outcome(tokenless)).toEqual(expect.arrayContaining([403, 'InvalidAccessKeyId']));
  });
});
