/** Boxes of MP4 and QuickTime that hold others, on the way to the tables of samples (ISO/IEC 14496-12). */
const CONTAINERS = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf'];
/** `moov` to `stbl`; deeper ones are no way to a table. */
const MAX_DEPTH = 5;
const HEADER_BYTES = 8;

/**
 * Whether a table of an MP4 or QuickTime file claims more samples than the file has bytes, or more entries than fit into
 * it. Such a file is hostile or broken, and readers repeat their work for each claimed sample. False for other formats.
 */
export function claimsMoreThanItHolds(file: Buffer): boolean {
  for (const { type, body } of boxesIn(file)) if (samplesIn(type, body) > file.length) return true;
  return false;
}

interface Box {
  readonly type: string;
  readonly body: Buffer;
}

/** The boxes without others inside, each once. Ends at the first one without a size. */
function* boxesIn(bytes: Buffer, depth = 0): Generator<Box, void> {
  for (let index = 0; index + HEADER_BYTES <= bytes.length; ) {
    const { type, start, end } = headerAt(bytes, index);
    if (start > end) return;
    const body = bytes.subarray(start, end);
    if (CONTAINERS.includes(type) && depth < MAX_DEPTH) yield* boxesIn(body, depth + 1);
    else yield { type, body };
    index = end;
  }
}

/** A size of 1 is followed by one of 8 bytes; 0 means up to the end. */
function headerAt(bytes: Buffer, index: number) {
  const size = bytes.readUInt32BE(index);
  const type = bytes.toString('latin1', index + 4, index + 8);
  if (size === 0) return { type, start: index + HEADER_BYTES, end: bytes.length };
  if (size > 1) return { type, start: index + HEADER_BYTES, end: index + size };
  const hasLongSize = index + 16 <= bytes.length;
  return { type, start: index + 16, end: hasLongSize ? index + Number(bytes.readBigUInt64BE(index + 8)) : 0 };
}

/** The tables with counts of samples: bytes of an entry, and in it before its count. */
const TABLES: Readonly<Record<string, { readonly entry: number; readonly count: number }>> = {
  stts: { entry: 8, count: 0 },
  ctts: { entry: 8, count: 0 },
  stsc: { entry: 12, count: 4 },
};
/** Version, flags and the number of entries, before the first one. */
const TABLE_HEAD_BYTES = 8;

/** The most samples that a box claims: those of a run, or of all a table's entries. */
function samplesIn(type: string, body: Buffer): number {
  if (type === 'trun') return body.length >= TABLE_HEAD_BYTES ? body.readUInt32BE(4) : 0;
  const table = Object.hasOwn(TABLES, type) ? TABLES[type] : undefined;
  if (!table || body.length < TABLE_HEAD_BYTES) return 0;
  const end = TABLE_HEAD_BYTES + body.readUInt32BE(4) * table.entry;
  if (end > body.length) return Number.POSITIVE_INFINITY;
  let samples = 0;
  for (let index = TABLE_HEAD_BYTES; index < end; index += table.entry)
    samples += body.readUInt32BE(index + table.count);
  return samples;
}
