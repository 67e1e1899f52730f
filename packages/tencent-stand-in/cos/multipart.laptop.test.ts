import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUCKET, REGION, testCos } from '../../../tests/support/cos-under-test.ts';

const at = (Key: string) => ({ Bucket: BUCKET, Region: REGION, Key });

const cos = await testCos();

describe('multipart uploads', () => {
  it('store a large file in parts, as one object with one event', async () => {
    const bytes = randomBytes(2_500_000);
    const file = join(cos.dir, 'video.mp4');
    await writeFile(file, bytes);
    cos.events.length = 0;

    const done = await cos.sdk().sliceUploadFile({ ...at('incoming/video.mp4'), FilePath: file });

    const read = await cos.sdk().getObject(at('incoming/video.mp4'));
    const uploads = await cos.send({ query: { uploads: '' } }, cos.sign({ query: { uploads: '' } }));
    expect(read.Body.equals(bytes)).toBe(true);
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    expect(await uploads.text()).not.toContain('<Upload>');
    expect(cos.events.map(({ Records }) => Records.map(({ event }) => event.eventName))).toEqual([
      ['cos:ObjectCreated:CompleteMultipartUpload'],
    ]);
  });

  it('accept a part only with the key and the id of the upload', async () => {
    const { UploadId } = await cos.sdk().multipartInit(at('mine'));
    const part = (key: string, uploadId: string) => ({
      method: 'PUT' as const,
      key,
      query: { partNumber: '1', uploadId },
    });
    const requests = [part('mine', UploadId), part('other', UploadId), part('mine', `../uploads/${UploadId}`)];

    const answers = await Promise.all(requests.map((request) => cos.send(request, cos.sign(request), 'part')));

    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404]);
    await cos.sdk().multipartAbort({ ...at('mine'), UploadId });
  });

  it.each([
    ['InvalidPart', [{ PartNumber: 1, ETag: '"00000000000000000000000000000000"' }]],
    ['InvalidPartOrder', [2, 1]],
    ['EntityTooSmall', [1, 2]],
    ['MalformedXML', []],
  ])('refuses to join parts: %s', async (code, parts) => {
    const sdk = cos.sdk();
    const { UploadId } = await sdk.multipartInit(at('joined'));
    const upload = async (PartNumber: number) =>
      (await sdk.multipartUpload({ ...at('joined'), UploadId, PartNumber, Body: `part ${PartNumber}` })).ETag;
    const etags = [await upload(1), await upload(2)];
    const Parts = parts.map((part) =>
      typeof part === 'number' ? { PartNumber: part, ETag: String(etags[part - 1]) } : part,
    );

    const joining = sdk.multipartComplete({ ...at('joined'), UploadId, Parts });

    await expect(joining).rejects.toMatchObject({ code });
    await sdk.multipartAbort({ ...at('joined'), UploadId });
  });
});
