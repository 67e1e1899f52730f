import { describe, expect, it } from 'vitest';
import { BUCKET, REGION, testCos } from '../../../tests/support/database/cos-under-test.ts';

const at = (Key: string) => ({ Bucket: BUCKET, Region: REGION, Key });

const cos = await testCos();

describe('responses over plain HTTP', () => {
  it('have a request id', async () => {
    const answers = await Promise.all([
      fetch(`${cos.url()}/${BUCKET}/x`),
      fetch(`${cos.url()}/nobody-1250000000/x`),
      fetch(`${cos.url()}/${BUCKET}/%ff`),
      fetch(`${cos.url()}/${BUCKET}/x`, { method: 'HEAD' }),
      cos.send({}, cos.sign({})),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 404, 400, 403, 200]);
    expect(answers.map(({ headers }) => headers.get('x-cos-request-id')?.length)).toEqual([36, 36, 36, 36, 36]);
  });

  it('have an error document that names the object but not the query', async () => {
    const answer = await fetch(`${cos.url()}/${BUCKET}/a%20b?secret=1`);

    const id = answer.headers.get('x-cos-request-id');
    expect(answer.headers.get('content-type')).toBe('application/xml');
    expect(await answer.text()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied.</Message>' +
        `<Resource>${cos.host()}/${BUCKET}/a%20b</Resource><RequestId>${id}</RequestId></Error>`,
    );
  });

  it('allow preflights from pages of any origin, and expose ETag', async () => {
    const headers = {
      origin: 'http://localhost:5173',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type',
    };

    const preflight = await fetch(`${cos.url()}/${BUCKET}/x`, { method: 'OPTIONS', headers });
    const refused = await fetch(`${cos.url()}/${BUCKET}/x`, { method: 'OPTIONS' });

    expect(preflight.status).toBe(200);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
    expect(preflight.headers.get('access-control-expose-headers')).toContain('ETag');
    expect(refused.status).toBe(403);
  });

  it('force downloads on the default domain only', async () => {
    await cos.sdk().putObject({ ...at('view.pdf'), Body: 'pdf' });

    const byDefault = await cos.sdk().headObject(at('view.pdf'));
    const byAddress = await cos.send({ key: 'view.pdf' }, cos.sign({ key: 'view.pdf' }));

    expect(byDefault.headers).toMatchObject({ 'content-disposition': 'attachment', 'x-cos-force-download': 'true' });
    expect(byAddress.headers.get('content-disposition')).toBeNull();
  });

  it.each([
    ['BadDigest', 400, { method: 'PUT', key: 'bad', headers: { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' } }],
    ['InvalidDigest', 400, { method: 'PUT', key: 'bad', headers: { 'content-md5': 'AAAA' } }],
    ['NotImplemented', 501, { method: 'PUT', key: 'bad', headers: { 'x-cos-acl': 'public-read' } }],
    ['NotImplemented', 501, { method: 'PUT', key: 'bad', query: { tagging: '' } }],
    ['NotImplemented', 501, { method: 'GET', query: { policy: '' } }],
    ['InvalidArgument', 400, { method: 'PUT', key: 'bad', headers: { 'x-cos-copy-source': 'elsewhere' } }],
    ['KeyTooLong', 400, { method: 'PUT', key: '长'.repeat(284) }],
    ['NotImplemented', 501, { method: 'PUT', key: 'bad', query: { uploadId: '../..', partNumber: '1' } }],
  ] as const)('answers %s with status %i', async (code, status, request) => {
    const answer = await cos.send(request, cos.sign(request), request.method === 'GET' ? undefined : 'body');

    const text = await answer.text();
    expect([answer.status, /<Code>(.+)<\/Code>/.exec(text)?.[1]]).toEqual([status, code]);
    await expect(cos.sdk().headObject(at('bad'))).rejects.toMatchObject({ statusCode: 404 });
  });

  it('refuse a document that is far too long', async () => {
    const request = { method: 'PUT', query: { cors: '' }, headers: { 'content-md5': 'x' } } as const;
    const document = `<CORSConfiguration>${' '.repeat(9_000_000)}</CORSConfiguration>`;

    const answer = await cos.send(request, cos.sign(request), document);

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('<Code>MalformedXML</Code>');
  });
});
