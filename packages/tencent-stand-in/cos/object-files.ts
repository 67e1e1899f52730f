import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ReceivedFile, receiveFile } from './received-file.ts';

/** An object without its bytes. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** Quoted. */
  readonly etag: string;
  readonly modifiedAt: string;
  /** The writer's headers: Content-Type, Cache-Control …, x-cos-meta-*, x-cos-server-side-encryption; in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

interface StoredFile extends StoredObject {
  /** Name of the file with the bytes. */
  readonly blob: string;
}

/**
 * The objects of one bucket on disk: `objects/<sha256 of the key>.json` describes an object and names the file under
 * `blobs/` with its bytes. An object appears, changes and disappears with its JSON file (written under another name,
 * then renamed), so after a crash it is complete, old or new; the next start removes bytes that no JSON file names.
 */
export class ObjectFiles {
  readonly #dir: string;
  readonly #now: () => Date;
  readonly #byKey = new Map<string, StoredFile>();

  private constructor(dir: string, now: () => Date) {
    this.#dir = dir;
    this.#now = now;
  }

  static async open(dir: string, now: () => Date): Promise<ObjectFiles> {
    const files = new ObjectFiles(dir, now);
    await Promise.all(['objects', 'blobs'].map((name) => mkdir(join(dir, name), { recursive: true })));
    for (const name of await readdir(join(dir, 'objects'))) {
      if (!name.endsWith('.json')) continue;
      const object = JSON.parse(readFileSync(join(dir, 'objects', name), 'utf8')) as StoredFile;
      files.#byKey.set(object.key, object);
    }
    const kept = new Set([...files.#byKey.values()].map(({ blob }) => blob));
    const lost = (await readdir(join(dir, 'blobs'))).filter((blob) => !kept.has(blob));
    await Promise.all(lost.map((blob) => rm(files.#blobPath(blob))));
    return files;
  }

  find(key: string): StoredObject | undefined {
    return this.#byKey.get(key);
  }

  all(): readonly StoredObject[] {
    return [...this.#byKey.values()];
  }

  /** Stores bytes without making them an object yet, which `put` does. */
  async receive(chunks: AsyncIterable<Buffer>, contentMd5?: string): Promise<ReceivedFile> {
    return await receiveFile(this.#blobPath(randomUUID()), chunks, contentMd5);
  }

  /** @param etag defaults to the MD5 of the bytes. */
  put(
    key: string,
    received: ReceivedFile,
    headers: Readonly<Record<string, string>>,
    etag = `"${received.md5}"`,
  ): StoredObject {
    const object: StoredFile = {
      key,
      bytes: received.bytes,
      etag,
      modifiedAt: this.#now().toISOString(),
      headers,
      blob: basename(received.path),
    };
    // Synchronous, so that no other writer of the key gets between the file and the map.
    const path = this.#objectPath(key);
    writeFileSync(`${path}.new`, JSON.stringify(object));
    renameSync(`${path}.new`, path);
    const previous = this.#byKey.get(key);
    this.#byKey.set(key, object);
    if (previous) rmSync(this.#blobPath(previous.blob), { force: true });
    return object;
  }

  /** Opens an object for reading; the file stays readable when the object is replaced meanwhile. */
  async read(key: string): Promise<{ object: StoredObject; file: FileHandle } | undefined> {
    const object = this.#byKey.get(key);
    if (!object) return undefined;
    try {
      return { object, file: await open(this.#blobPath(object.blob)) };
    } catch (error) {
      if (this.#byKey.get(key) === object) throw error;
      return await this.read(key);
    }
  }

  remove(key: string): void {
    const object = this.#byKey.get(key);
    if (!object) return;
    rmSync(this.#objectPath(key));
    this.#byKey.delete(key);
    rmSync(this.#blobPath(object.blob), { force: true });
  }

  #objectPath(key: string): string {
    return join(this.#dir, 'objects', `${createHash('sha256').update(key).digest('hex')}.json`);
  }

  #blobPath(blob: string): string {
    return join(this.#dir, 'blobs', blob);
  }
}
