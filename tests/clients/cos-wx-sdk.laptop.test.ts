import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { BUCKET, REGION, testCos } from '../support/database/cos-under-test.ts';
import { wxShim } from './wx-shim.ts';

/** The parts of the SDK that we use; it has no types of its own. */
interface CosForWeChat {
  postObject(request: Record<string, unknown>): Promise<{ readonly statusCode: number; readonly Location: string }>;
  putObject(request: Record<string, unknown>): Promise<{ readonly ETag: string }>;
  getObject(request: Record<string, unknown>): Promise<{ readonly Body: string | ArrayBuffer }>;
  headObject(request: Record<string, unknown>): Promise<{ readonly headers: Readonly<Record<string, string>> }>;
  deleteObject(request: Record<string, unknown>): Promise<{ readonly statusCode: number }>;
}

const photo = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x0d, 0x0a]);
const at = (Key: string) => ({ Bucket: BUCKET, Region: REGION, Key });

const cos = await testCos();
vi.stubGlobal('wx', wxShim());
vi.stubGlobal('window', globalThis);
const CosWx = createRequire(import.meta.url)('cos-wx-sdk-v5') as new (options: object) => CosForWeChat;
const sdk = (token = LAPTOP_CREDENTIALS.token) =>
  new CosWx({
    SecretId: LAPTOP_CREDENTIALS.secretId,
    SecretKey: LAPTOP_CREDENTIALS.secretKey,
    SecurityToken: token,
    // Without a scheme it assumes https.
    Domain: `${cos.url()}/{Bucket}`,
  });

afterAll(async () => {
  vi.unstubAllGlobals();
});

describe('cos-wx-sdk-v5', () => {
  it("uploads a phone's file with a form", async () => {
    const FilePath = join(cos.dir, 'photo.jpg');
    await writeFile(FilePath, photo);

    const posted = await sdk().postObject({ ...at('wx/form/身份证.jpg'), FilePath, ContentType: 'image/jpeg' });

    const object = await cos.sdk().getObject(at('wx/form/身份证.jpg'));
    expect(posted.statusCode).toBe(200);
    expect([object.Body, object.headers?.['content-type']]).toEqual([photo, 'image/jpeg']);
  });

  it('writes, checks, reads and deletes', async () => {
    const Body = new Uint8Array(photo).buffer;

    const { ETag } = await sdk().putObject({ ...at('wx/put'), Body, ContentType: 'image/jpeg' });
    const { headers } = await sdk().headObject(at('wx/put'));
    const got = await sdk().getObject({ ...at('wx/put'), DataType: 'arraybuffer' });
    await sdk().deleteObject(at('wx/put'));
    const gone = sdk().headObject(at('wx/put'));

    expect(headers).toMatchObject({ etag: ETag, 'content-type': 'image/jpeg', 'content-length': '6' });
    expect(Buffer.from(got.Body as ArrayBuffer)).toEqual(photo);
    await expect(gone).rejects.toMatchObject({ statusCode: 404 });
  });

  it('is refused with a token of other keys', async () => {
    const read = sdk('guessed').getObject(at('wx/put'));

    await expect(read).rejects.toMatchObject({ statusCode: 403 });
  });
});
