import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { BUCKET, REGION, testCos } from '../support/cos-under-test.ts';

const MEBIBYTE = 1024 * 1024;
const at = (Key: string) => ({ Bucket: BUCKET, Region: REGION, Key });

const cos = await testCos();
beforeEach(() => {
  cos.events.length = 0;
});

/** A file of this length that does not compress. */
async function file(name: string, bytes: number) {
  const FilePath = join(cos.dir, name);
  const content = randomBytes(bytes);
  await writeFile(FilePath, content);
  return { FilePath, content };
}

const eventNames = () => cos.events.map(({ Records }) => Records[0]?.event.eventName);

describe('cos-nodejs-sdk-v5', () => {
  it('uploads a small file in one go, and reads it through a link', async () => {
    const sdk = cos.sdk({ Domain: `${cos.host()}/{Bucket}` });
    const { FilePath, content } = await file('身份证.jpg', 300_000);

    await sdk.uploadFile({ ...at('node/身份证.jpg'), FilePath, ContentType: 'image/jpeg' });

    const link = sdk.getObjectUrl({ ...at('node/身份证.jpg'), Sign: true, Expires: 60 }, () => {});
    const answer = await fetch(link);
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(eventNames()).toEqual(['cos:ObjectCreated:Put']);
  });

  it('uploads a large file in slices, and makes one object of it', async () => {
    const sdk = cos.sdk();
    const { FilePath, content } = await file('video.mp4', 3 * MEBIBYTE + 17);
    const seen: number[] = [];

    const { ETag } = await sdk.sliceUploadFile({
      ...at('node/video.mp4'),
      FilePath,
      ContentType: 'video/mp4',
      onProgress: ({ percent }) => seen.push(percent),
    });

    const object = await sdk.getObject(at('node/video.mp4'));
    expect(object.Body.equals(content)).toBe(true);
    expect(object.headers?.['content-type']).toBe('video/mp4');
    expect(ETag).toMatch(/^"[0-9a-f]{32}-4"$/);
    expect(seen.at(-1)).toBe(1);
    expect(eventNames()).toEqual(['cos:ObjectCreated:CompleteMultipartUpload']);
  });

  it('resumes an interrupted upload', async () => {
    const sdk = cos.sdk();
    const { FilePath, content } = await file('long.mp4', 3 * MEBIBYTE);
    const { UploadId } = await sdk.multipartInit({ ...at('node/long.mp4'), ContentType: 'video/mp4' });
    const Body = content.subarray(0, MEBIBYTE);
    await sdk.multipartUpload({ ...at('node/long.mp4'), UploadId, PartNumber: 1, Body });

    await sdk.sliceUploadFile({ ...at('node/long.mp4'), FilePath });

    const object = await sdk.getObject(at('node/long.mp4'));
    const unfinished = await sdk.multipartList({ Bucket: BUCKET, Region: REGION, Prefix: 'node/', Delimiter: '' });
    expect(object.Body.equals(content)).toBe(true);
    // A new upload would leave the first one behind.
    expect(unfinished.Upload).toEqual([]);
  });
});
