import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { accessDenied } from './cos-error.ts';
import { type ReceivedFile, receiveFile } from './received-file.ts';

/** An object without its bytes. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** Quoted. */
  readonly etag: string;
  readonly modifiedAt: string;
  /** `null` for an object that was written while the bucket kept no versions. */
  readonly versionId: string;
  /** The writer's headers: Content-Type, Cache-Control …, x-cos-meta-*, x-cos-server-side-encryption; in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Until then it is locked. */
  readonly retainedUntilMs?: number;
}

interface StoredFile extends StoredObject {
  /** Name of the file with the bytes; undefined for a delete marker. */
  readonly blob?: string;
}

/** One version of an object in a list. */
export interface StoredVersion extends StoredObject {
  readonly isLatest: boolean;
  readonly isDeleteMarker: boolean;
}

/** How a bucket keeps what is written. */
export interface Keeping {
  /** Undefined until it is set for the first time; then it can only be suspended. */
  readonly versioning?: 'Enabled' | 'Suspended';
  /** Days for which what is written is locked, 0 for none; undefined until a lock is set, which then stays. */
  readonly lockDays?: number;
}

/** What a deletion did, for the reply's headers. */
export interface Deleted {
  readonly versionId?: string;
  readonly isDeleteMarker: boolean;
}

/**
 * The objects of one bucket on disk: `objects/<sha256 of the key>.json` lists the versions of an object, newest first,
 * and names the files under `blobs/` with their bytes. An object appears, changes and disappears with its JSON file
 * (written under another name, then renamed), so after a crash it is complete, old or new; the next start removes
 * bytes that no JSON file names.
 */
export class ObjectFiles {
  readonly #dir: string;
  readonly #now: () => Date;
  /** Versions by key, the newest first; one alone where the bucket keeps none. */
  readonly #byKey = new Map<string, readonly StoredFile[]>();
  #keeping: Keeping = {};

  private constructor(dir: string, now: () => Date) {
    this.#dir = dir;
    this.#now = now;
  }

  static async open(dir: string, now: () => Date): Promise<ObjectFiles> {
    const files = new ObjectFiles(dir, now);
    await Promise.all(['objects', 'blobs'].map((name) => mkdir(join(dir, name), { recursive: true })));
    for (const name of await readdir(join(dir, 'objects'))) {
      if (!name.endsWith('.json')) continue;
      const versions = JSON.parse(readFileSync(join(dir, 'objects', name), 'utf8')) as readonly StoredFile[];
      files.#byKey.set(versions[0]?.key ?? '', versions);
    }
    if (existsSync(files.#keepingPath())) files.#keeping = JSON.parse(readFileSync(files.#keepingPath(), 'utf8'));
    const kept = new Set([...files.#byKey.values()].flat().map(({ blob }) => blob));
    const lost = (await readdir(join(dir, 'blobs'))).filter((blob) => !kept.has(blob));
    await Promise.all(lost.map((blob) => rm(files.#blobPath(blob))));
    return files;
  }

  get keeping(): Keeping {
    return this.#keeping;
  }

  setKeeping(to: Keeping): void {
    this.#keeping = { ...this.#keeping, ...to };
    writeFileSync(this.#keepingPath(), JSON.stringify(this.#keeping));
  }

  /** The newest version, unless it is a delete marker; or the one with this id. */
  find(key: string, versionId?: string): StoredObject | undefined {
    return this.#find(key, versionId);
  }

  #find(key: string, versionId?: string): StoredFile | undefined {
    const versions = this.#byKey.get(key) ?? [];
    const found = versionId === undefined ? versions[0] : versions.find((version) => version.versionId === versionId);
    return found?.blob === undefined ? undefined : found;
  }

  all(): readonly StoredObject[] {
    return [...this.#byKey.keys()].flatMap((key) => this.#find(key) ?? []);
  }

  /** Every version and delete marker of every object, the newest of each first. */
  allVersions(): readonly StoredVersion[] {
    return [...this.#byKey.values()].flatMap((versions) =>
      versions.map((version, index) => ({
        ...version,
        isLatest: index === 0,
        isDeleteMarker: version.blob === undefined,
      })),
    );
  }

  /** Stores bytes without making them an object yet, which `put` does. */
  async receive(chunks: AsyncIterable<Buffer>, contentMd5?: string): Promise<ReceivedFile> {
    return await receiveFile(this.#blobPath(randomUUID()), chunks, contentMd5);
  }

  put(key: string, received: ReceivedFile, headers: Readonly<Record<string, string>>): StoredObject {
    const object: StoredFile = {
      key,
      bytes: received.bytes,
      etag: `"${received.md5}"`,
      modifiedAt: this.#now().toISOString(),
      versionId: this.#newVersionId(),
      headers,
      ...(this.#keeping.lockDays && { retainedUntilMs: this.#now().getTime() + this.#keeping.lockDays * 86_400_000 }),
      blob: basename(received.path),
    };
    this.#add(object);
    return object;
  }

  #newVersionId(): string {
    return this.#keeping.versioning === 'Enabled' ? Buffer.from(randomUUID()).toString('base64url') : 'null';
  }

  /** Adds the newest version; the one with the same id, which is `null`, goes. */
  #add(object: StoredFile): void {
    const before = this.#byKey.get(object.key) ?? [];
    this.#keep(object.key, [object, ...before.filter(({ versionId }) => versionId !== object.versionId)]);
  }

  /**
   * Synchronous, so that no other writer of the key gets between the file and the map.
   *
   * @throws CosError AccessDenied when a version would go that is locked.
   */
  #keep(key: string, versions: readonly StoredFile[]): void {
    const path = this.#objectPath(key);
    const before = this.#byKey.get(key) ?? [];
    const nowMs = this.#now().getTime();
    if (before.some((file) => (file.retainedUntilMs ?? 0) > nowMs && !versions.includes(file))) throw accessDenied();
    if (versions.length === 0) {
      rmSync(path, { force: true });
      this.#byKey.delete(key);
    } else {
      writeFileSync(`${path}.new`, JSON.stringify(versions));
      renameSync(`${path}.new`, path);
      this.#byKey.set(key, versions);
    }
    for (const { blob } of before)
      if (blob !== undefined && !versions.some((version) => version.blob === blob))
        rmSync(this.#blobPath(blob), { force: true });
  }

  /** Opens an object for reading; the file stays readable when the object is replaced meanwhile. */
  async read(key: string, versionId?: string): Promise<{ object: StoredObject; file: FileHandle } | undefined> {
    const object = this.#find(key, versionId);
    if (object?.blob === undefined) return undefined;
    try {
      return { object, file: await open(this.#blobPath(object.blob)) };
    } catch (error) {
      if (this.#find(key, versionId) === object) throw error;
      return await this.read(key, versionId);
    }
  }

  /**
   * Deletes one version for good; without an id the object, of which a bucket with versions keeps them behind a delete
   * marker. COS API documentation, "DELETE Object" (product/436/7743).
   */
  remove(key: string, versionId?: string): Deleted {
    const before = this.#byKey.get(key) ?? [];
    if (versionId !== undefined) {
      const gone = before.find((file) => file.versionId === versionId);
      this.#keep(
        key,
        before.filter((file) => file !== gone),
      );
      return { versionId, isDeleteMarker: gone !== undefined && gone.blob === undefined };
    }
    if (this.#keeping.versioning === undefined) {
      this.#keep(key, []);
      return { isDeleteMarker: false };
    }
    const marker: StoredFile = {
      key,
      bytes: 0,
      etag: '',
      modifiedAt: this.#now().toISOString(),
      versionId: this.#newVersionId(),
      headers: {},
    };
    this.#add(marker);
    return { versionId: marker.versionId, isDeleteMarker: true };
  }

  #keepingPath(): string {
    return join(this.#dir, 'keeping.json');
  }

  #objectPath(key: string): string {
    return join(this.#dir, 'objects', `${createHash('sha256').update(key).digest('hex')}.json`);
  }

  #blobPath(blob: string): string {
    return join(this.#dir, 'blobs', blob);
  }
}
