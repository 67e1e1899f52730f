import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { createUploadGrants } from '../../platform/adapters/cos/upload-grants.ts';
import { systemClock } from '../../platform/adapters/system/clock.ts';
import type { PostGrant, PutGrant } from '../../platform/ports/upload-grants.ts';
import { BUCKET, REGION, testCos } from '../support/database/cos-under-test.ts';

// With line ends and dashes, like a boundary.
const photo = Buffer.from([0xff, 0xd8, 13, 10, 45, 45, 13, 10]);
const KEY = 'incoming/id-front/x1';
const permit = { key: KEY, contentType: 'image/jpeg', minBytes: 1, maxBytes: photo.length, expiresInSeconds: 900 };

const cos = await testCos();
const place = { bucket: BUCKET, region: REGION, endpoint: cos.url() };
const grants = createUploadGrants({ ...place, credentials: async () => LAPTOP_CREDENTIALS, clock: systemClock });
const file = join(cos.dir, 'photo.jpg');
await writeFile(file, photo);
beforeEach(async () => {
  await cos.sdk().deleteObject({ Bucket: BUCKET, Region: REGION, Key: KEY });
});

/** Runs curl; returns the status. */
async function curl(...options: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', ...options]);
  return stdout;
}

const post = ({ url, fields }: PostGrant, path: string) =>
  curl(
    ...Object.entries(fields).flatMap(([name, value]) => ['--form-string', `${name}=${value}`]),
    ...['-F', `file=@${path}`, url],
  );
const put = ({ url, headers }: PutGrant, path: string) =>
  curl(...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]), '-T', path, url);

const kept = async () => {
  const { Body, headers } = await cos.sdk().getObject({ Bucket: BUCKET, Region: REGION, Key: KEY });
  return { Body, type: headers?.['content-type'] };
};

describe('curl', () => {
  it('uploads with the form of a grant', async () => {
    const status = await post(await grants.signPost(permit), file);

    expect(status).toBe('200');
    expect(await kept()).toEqual({ Body: photo, type: 'image/jpeg' });
  });

  it('uploads with the signed PUT of a grant', async () => {
    const status = await put(await grants.signPut(permit, photo.length), file);

    expect(status).toBe('200');
    expect(await kept()).toEqual({ Body: photo, type: 'image/jpeg' });
  });

  it('is refused with a file that is one byte longer, either way', async () => {
    const longer = join(cos.dir, 'longer.jpg');
    await writeFile(longer, Buffer.concat([photo, Buffer.alloc(1)]));

    const byForm = await post(await grants.signPost(permit), longer);
    const byPut = await put(await grants.signPut(permit, photo.length), longer);

    expect([byForm, byPut]).toEqual(['400', '403']);
    await expect(kept()).rejects.toMatchObject({ statusCode: 404 });
  });
});
