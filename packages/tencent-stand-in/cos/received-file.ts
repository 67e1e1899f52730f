import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { CosError } from './cos-error.ts';

/** A completely received body in a file. */
export interface ReceivedFile {
  readonly path: string;
  readonly bytes: number;
  /** Hex. */
  readonly md5: string;
}

/**
 * Writes a stream to a new file. Nothing stays behind when the sender breaks off or a check throws.
 *
 * @param contentMd5 base64, as in the header of that name.
 * @throws CosError InvalidDigest, BadDigest; and whatever `chunks` throws.
 */
export async function receiveFile(
  path: string,
  chunks: AsyncIterable<Buffer>,
  contentMd5?: string,
): Promise<ReceivedFile> {
  if (contentMd5 !== undefined && Buffer.from(contentMd5, 'base64').length !== 16) {
    throw new CosError(400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.');
  }
  try {
    const received = await write(path, chunks);
    if (contentMd5 !== undefined && Buffer.from(received.md5, 'hex').toString('base64') !== contentMd5) {
      throw new CosError(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
    }
    return { path, ...received };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function write(path: string, chunks: AsyncIterable<Buffer>): Promise<Omit<ReceivedFile, 'path'>> {
  const file = await open(path, 'wx');
  try {
    const hash = createHash('md5');
    let bytes = 0;
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
    return { bytes, md5: hash.digest('hex') };
  } finally {
    await file.close();
  }
}
