import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CosError } from './cos-error.ts';
import { receiveFile } from './received-file.ts';

/** A multipart upload in progress. */
export interface Upload {
  readonly uploadId: string;
  readonly key: string;
  readonly startedAt: string;
  /** Of the future object. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface UploadedPart {
  readonly number: number;
  readonly bytes: number;
  /** Quoted MD5. */
  readonly etag: string;
  readonly modifiedAt: string;
  readonly path: string;
}

const UPLOAD_ID = /^[0-9a-f]{42}$/;
const PART = /^(\d+)-([0-9a-f]{32})$/;

/** The multipart uploads of one bucket, on disk only: `<uploadId>/upload.json`, beside it parts, `<number>-<md5>`. */
export class UploadFiles {
  readonly #dir: string;
  readonly #now: () => Date;

  private constructor(dir: string, now: () => Date) {
    this.#dir = dir;
    this.#now = now;
  }

  static async open(dir: string, now: () => Date): Promise<UploadFiles> {
    await mkdir(dir, { recursive: true });
    return new UploadFiles(dir, now);
  }

  async begin(key: string, headers: Readonly<Record<string, string>>): Promise<Upload> {
    const startedAt = this.#now();
    // Like COS's own, it begins with the time, so that a key's uploads sort by age.
    const uploadId = `${Math.floor(startedAt.getTime() / 1000)}${randomBytes(16).toString('hex')}`;
    const upload: Upload = { uploadId, key, startedAt: startedAt.toISOString(), headers };
    await mkdir(join(this.#dir, uploadId));
    await writeFile(join(this.#dir, uploadId, 'upload.json'), JSON.stringify(upload));
    return upload;
  }

  /** @throws CosError NoSuchUpload, also for the upload of another key. */
  async find(uploadId: string, key: string): Promise<Upload> {
    const upload = UPLOAD_ID.test(uploadId) ? await this.#read(uploadId) : undefined;
    if (upload?.key !== key) throw new CosError(404, 'NoSuchUpload', 'The specified multipart upload does not exist.');
    return upload;
  }

  async all(): Promise<readonly Upload[]> {
    const uploads = await Promise.all((await readdir(this.#dir)).map((uploadId) => this.#read(uploadId)));
    return uploads.filter((upload) => upload !== undefined);
  }

  /** Stores a part; the last one of a number wins. Returns its quoted MD5. */
  async putPart(
    { uploadId }: Upload,
    number: number,
    chunks: AsyncIterable<Buffer>,
    contentMd5?: string,
  ): Promise<string> {
    const dir = join(this.#dir, uploadId);
    const { path, md5 } = await receiveFile(join(dir, `incoming-${randomUUID()}`), chunks, contentMd5);
    const name = `${number}-${md5}`;
    await rename(path, join(dir, name));
    const outdated = (await readdir(dir)).filter((other) => other.startsWith(`${number}-`) && other !== name);
    await Promise.all(outdated.map((other) => rm(join(dir, other), { force: true })));
    return `"${md5}"`;
  }

  /** By ascending number. */
  async parts({ uploadId }: Upload): Promise<readonly UploadedPart[]> {
    const dir = join(this.#dir, uploadId);
    const parts = (await readdir(dir)).flatMap((name) => {
      const [, number, md5] = PART.exec(name) ?? [];
      return number ? [{ number: Number(number), etag: `"${md5}"`, path: join(dir, name) }] : [];
    });
    const sized = parts.map(async (part) => {
      const { size, mtime } = await stat(part.path);
      return { ...part, bytes: size, modifiedAt: mtime.toISOString() };
    });
    return (await Promise.all(sized)).sort((a, b) => a.number - b.number);
  }

  async remove({ uploadId }: Upload): Promise<void> {
    await rm(join(this.#dir, uploadId), { recursive: true, force: true });
  }

  async #read(uploadId: string): Promise<Upload | undefined> {
    try {
      return JSON.parse(await readFile(join(this.#dir, uploadId, 'upload.json'), 'utf8')) as Upload;
    } catch {
      return undefined;
    }
  }
}

/** The bytes of parts, one after the other. */
export async function* bytesOf(parts: readonly UploadedPart[]): AsyncGenerator<Buffer> {
  for (const { path } of parts) yield* createReadStream(path) as AsyncIterable<Buffer>;
}

/** The ETag of an object made of parts: the MD5 of their MD5s, and their number. It is not an MD5 of the content. */
export function etagOf(parts: readonly UploadedPart[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(Buffer.from(etag.slice(1, -1), 'hex'));
  return `"${hash.digest('hex')}-${parts.length}"`;
}
