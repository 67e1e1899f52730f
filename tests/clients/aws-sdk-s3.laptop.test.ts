import { Agent } from 'node:http';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { describe, expect, it } from 'vitest';
import { BUCKET, REGION, testCos } from '../support/database/cos-under-test.ts';

const at = (Key: string) => ({ Bucket: BUCKET, Key });

const cos = await testCos();

/** The client as the product has it: COS doesn't document the SDK's own checksums. */
function open(options: S3ClientConfig = {}): S3Client {
  const { secretId: accessKeyId, secretKey: secretAccessKey, token: sessionToken } = LAPTOP_CREDENTIALS;
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  return new S3Client({
    region: REGION,
    endpoint: cos.url(),
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    credentials,
    ...options,
  });
}

/** As in production: the bucket is in the host name, which leads here without DNS. */
const virtualHosted = (): S3ClientConfig => ({
  endpoint: `http://cos.${REGION}.myqcloud.com:${new URL(cos.url()).port}`,
  forcePathStyle: false,
  requestHandler: {
    httpAgent: new Agent({
      lookup: (_name, _options, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }]),
    }),
  },
});

describe.each([
  ['bucket in the path', () => open()],
  ['bucket in the host', () => open(virtualHosted())],
])('@aws-sdk/client-s3, %s', (way, client) => {
  const key = (name: string) => `${way.replaceAll(' ', '-')}/${name}`;

  it('writes, checks, reads a range, and deletes', async () => {
    const s3 = client();
    const object = { ...at(key("a b+c'(身份证).jpg")), Body: 'front and back', ContentType: 'image/jpeg' };

    const put = await s3.send(
      new PutObjectCommand({ ...object, Metadata: { owner: 'u1' }, ServerSideEncryption: 'AES256' }),
    );
    const head = await s3.send(new HeadObjectCommand(at(object.Key)));
    const got = await s3.send(new GetObjectCommand({ ...at(object.Key), Range: 'bytes=0-4' }));
    await s3.send(new DeleteObjectCommand(at(object.Key)));
    const gone = s3.send(new HeadObjectCommand(at(object.Key)));

    expect(put).toMatchObject({ ETag: head.ETag, ServerSideEncryption: 'AES256' });
    expect(head).toMatchObject({ ContentLength: 14, ContentType: 'image/jpeg', Metadata: { owner: 'u1' } });
    expect([got.ContentRange, await got.Body?.transformToString()]).toEqual(['bytes 0-4/14', 'front']);
    await expect(gone).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('copies, with the metadata or with new ones', async () => {
    const s3 = client();
    await s3.send(new PutObjectCommand({ ...at(key('from')), Body: 'front', Metadata: { owner: 'u1' } }));
    const CopySource = `${BUCKET}/${key('from')}`;

    const copied = await s3.send(new CopyObjectCommand({ ...at(key('same')), CopySource }));
    await s3.send(
      new CopyObjectCommand({
        ...at(key('other')),
        CopySource,
        MetadataDirective: 'REPLACE',
        ContentType: 'image/png',
      }),
    );

    const [same, other] = await Promise.all(
      ['same', 'other'].map((name) => s3.send(new HeadObjectCommand(at(key(name))))),
    );
    expect(copied.CopyObjectResult?.ETag).toBe(same?.ETag);
    expect(same?.Metadata).toEqual({ owner: 'u1' });
    expect([other?.Metadata, other?.ContentType]).toEqual([{}, 'image/png']);
  });

  it('finds the bucket and its region, and no other one', async () => {
    const s3 = client();

    const found = await s3.send(new HeadBucketCommand({ Bucket: BUCKET }));
    const lost = s3.send(new HeadBucketCommand({ Bucket: 'nobody-1250000000' }));

    expect(found.BucketRegion).toBe(REGION);
    await expect(lost).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('signs a link for reading, with another name and type', async () => {
    const s3 = client();
    await s3.send(new PutObjectCommand({ ...at('signed/link'), Body: 'letter' }));
    const overrides = {
      ResponseContentDisposition: 'attachment; filename="a b.pdf"',
      ResponseContentType: 'application/pdf',
    };

    const link = await getSignedUrl(open(), new GetObjectCommand({ ...at('signed/link'), ...overrides }));
    const answer = await fetch(link);

    expect(await answer.text()).toBe('letter');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a b.pdf"');
    expect(answer.headers.get('content-type')).toBe('application/pdf');
  });
});

describe('@aws-sdk/client-s3', () => {
  it('is configured with the bucket in the host, as COS requires', async () => {
    const s3 = open({ ...virtualHosted(), forcePathStyle: true });

    const outcome = s3.send(new GetObjectCommand(at('anything')));

    await expect(outcome).rejects.toMatchObject({ name: 'PathStyleDomainForbidden' });
  });

  it('reads what the COS SDK has written, with its metadata', async () => {
    await cos.sdk().putObject({ Bucket: BUCKET, Region: REGION, Key: 'by-cos', Body: 'x', 'x-cos-meta-owner': 'u1' });

    const head = await open().send(new HeadObjectCommand(at('by-cos')));

    expect(head.Metadata).toEqual({ owner: 'u1' });
  });
});

describe('@aws-sdk/s3-request-presigner', () => {
  const put = () =>
    getSignedUrl(
      open(),
      new PutObjectCommand({ ...at('signed/put'), ContentType: 'image/jpeg', Metadata: { owner: 'u1' } }),
      {
        signableHeaders: new Set(['host', 'content-type']),
      },
    );
  const send = (url: string, type: string) =>
    fetch(url, { method: 'PUT', body: 'front', headers: { 'content-type': type } });

  it('signs a link for writing that binds the type and carries metadata', async () => {
    const url = await put();

    const [written, refused] = [await send(url, 'image/jpeg'), await send(url, 'text/html')];

    const head = await open().send(new HeadObjectCommand(at('signed/put')));
    expect([written.status, refused.status]).toEqual([200, 403]);
    expect(head.Metadata).toEqual({ owner: 'u1' });
  });
});

describe('@aws-sdk/s3-presigned-post', () => {
  it('makes a form that a browser can send', async () => {
    const { url, fields } = await createPresignedPost(open(), {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what the store replaces in a key
      ...at('form/${filename}'),
      Fields: { 'Content-Type': 'image/jpeg', 'x-amz-meta-owner': 'u1', success_action_status: '200' },
      Conditions: [['content-length-range', 1, 10]],
    });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob(['front'], { type: 'text/html' }), '身份证.jpg');

    const answer = await fetch(url, { method: 'POST', body: form });

    const head = await open().send(new HeadObjectCommand(at('form/身份证.jpg')));
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(head).toMatchObject({ ContentLength: 5, ContentType: 'image/jpeg', Metadata: { owner: 'u1' } });
  });
});
