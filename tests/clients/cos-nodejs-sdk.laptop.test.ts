import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { BUCKET, REGION, testCos } from '../support/database/cos-under-test.ts';

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
});
