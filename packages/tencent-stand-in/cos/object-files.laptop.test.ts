import { readdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUCKET, REGION, testCos } from '../../../tests/support/database/cos-under-test.ts';

const at = (Key: string) => ({ Bucket: BUCKET, Region: REGION, Key });

const cos = await testCos();

describe('objects on disk', () => {
  it('keep objects over a restart', async () => {
    const object = at('kept/文件.txt');
    await cos.sdk().putObject({ ...object, Body: 'still here', ContentType: 'text/plain' });

    await cos.restart();

    const read = await cos.sdk().getObject(object);
    expect([read.Body.toString(), read.headers?.['content-type']]).toEqual(['still here', 'text/plain']);
  });

  it('keep one whole version when many write one key', async () => {
    const versions = Array.from({ length: 8 }, (_, n) => String(n).repeat(100_000));

    await Promise.all(versions.map((Body) => cos.sdk().putObject({ ...at('raced'), Body })));
    await cos.restart();

    const read = await cos.sdk().getObject(at('raced'));
    expect(versions).toContain(read.Body.toString());
    expect(await cos.sdk().headObject(at('raced'))).toMatchObject({ ETag: read.ETag });
  });

  it('leave no bytes behind when an object is replaced or deleted, or was never completed', async () => {
    const blobs = join(cos.dir, 'buckets', BUCKET, 'blobs');
    const before = await readdir(blobs);
    await cos.sdk().putObject({ ...at('brief'), Body: 'one' });

    await cos.sdk().putObject({ ...at('brief'), Body: 'two' });
    const replaced = await readdir(blobs);
    await cos.sdk().deleteObject(at('brief'));
    const deleted = await readdir(blobs);
    await writeFile(join(blobs, 'of-a-crash'), 'half');
    await cos.restart();

    expect(replaced).toHaveLength(before.length + 1);
    expect(deleted).toEqual(before);
    expect(await readdir(blobs)).toEqual(before);
  });

  it('keep the old object, and nothing else, when a writer breaks off', async () => {
    await cos.sdk().putObject({ ...at('torn'), Body: 'old' });
    const blobs = join(cos.dir, 'buckets', BUCKET, 'blobs');
    const before = await readdir(blobs);
    const signed = { method: 'PUT', key: 'torn' } as const;
    const socket = connect(Number(new URL(cos.url()).port), '127.0.0.1');

    socket.write(`PUT /${BUCKET}/torn HTTP/1.1\r\nHost: ${cos.host()}\r\nContent-Length: 1000\r\n`);
    socket.write(`x-cos-security-token: laptop-session-token\r\nAuthorization: ${cos.sign(signed)}\r\n\r\nnew`);
    await expect.poll(async () => (await readdir(blobs)).length).toBe(before.length + 1);
    socket.destroy();

    await expect.poll(() => readdir(blobs)).toEqual(before);
    expect((await cos.sdk().getObject(at('torn'))).Body.toString()).toBe('old');
  });
});
