import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';

/** The earliest time that a zip can hold, in local parts as it is written: the same bytes in every time zone. */
const TIME = new Date(1980, 0, 1);

/** A zip of files by their paths. The same files always give the same bytes. */
export function zipOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const sorted = Object.entries(files).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 6, mtime: TIME, os: 3, attrs: 0o100644 << 16 });
}

/** The first characters of a SHA-256, long enough that two releases never share them. */
export const fingerprint = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex').slice(0, 16);
