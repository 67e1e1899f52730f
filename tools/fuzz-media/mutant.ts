import type { Random } from 'specimens/random.ts';

/** Names of the parts of files whose numbers steer a reader: boxes of MP4, chunks of PNG; and JPEG's markers. */
const NAMES = ['moov', 'mvhd', 'trak', 'tkhd', 'edts', 'elst', 'mdia', 'mdhd', 'hdlr', 'stsd', 'avc1', 'mp4a', 'avcC']
  .concat(['stts', 'stss', 'stsc', 'stsz', 'stco', 'co64', 'ctts', 'sgpd', 'sbgp', 'mvex', 'trex', 'moof', 'tfhd'])
  .concat(['tfdt', 'trun', 'mfra', 'tfra', 'IHDR', 'PLTE', 'IDAT', 'eXIf', 'iCCP', 'Exif'])
  .map((name) => Buffer.from(name));
const MARKERS = ['ffc0', 'ffc2', 'ffc4', 'ffda', 'ffdb', 'ffe1', '1a45dfa3', '1549a966', '1654ae6b', '1f43b675', 'a3']
  .concat(['2ad7b1', '4489', 'b0', 'ba', 'e7', '1c53bb6b'])
  .map((hex) => Buffer.from(hex, 'hex'));

const WORDS = [0, 1, 2, 7, 0x7f, 0xff, 0xffff, 1_000_000, 1_000_000_000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

/** A file with one to six mistakes in it. Most are numbers near the parts that steer a reader. */
export function mutantOf(file: Buffer, others: readonly Buffer[], random: Random): Buffer {
  let bytes: Buffer = Buffer.from(file);
  for (let left = random.int(1, 6); left > 0 && bytes.length > 16; left -= 1) bytes = changed(bytes, others, random);
  return bytes;
}

function changed(bytes: Buffer, others: readonly Buffer[], random: Random): Buffer {
  const way = random.next();
  const index = random.int(0, bytes.length - 1);
  const end = Math.min(bytes.length, index + random.int(1, 400));
  if (way < 0.55) return withNumber(bytes, steering(bytes, random), random);
  if (way < 0.7) return withNumber(bytes, index, random);
  if (way < 0.8) return withBit(bytes, index, random);
  if (way < 0.85) return bytes.subarray(0, index);
  if (way < 0.9) return Buffer.concat([bytes.subarray(0, index), bytes.subarray(end)]);
  if (way < 0.95)
    return Buffer.concat([
      bytes.subarray(0, end),
      ...Array<Buffer>(random.int(1, 50)).fill(bytes.subarray(index, end)),
      bytes.subarray(end),
    ]);
  const other = random.pick(others);
  return Buffer.concat([bytes.subarray(0, index), other.subarray(random.int(0, other.length - 1))]);
}

/** A place in or just behind a part that steers a reader. */
function steering(bytes: Buffer, random: Random): number {
  const places = [...NAMES, ...MARKERS].flatMap((name) => {
    const place = bytes.indexOf(name);
    return place < 0 ? [] : [place];
  });
  const start = places.length > 0 ? random.pick(places) : 0;
  return Math.min(bytes.length - 1, Math.max(0, start - 4 + random.int(0, 12) * 4));
}

function withNumber(bytes: Buffer, index: number, random: Random): Buffer {
  const word = Buffer.alloc(4);
  word.writeUInt32BE(random.pick(WORDS));
  word.copy(bytes, index, random.pick([0, 0, 0, 2, 3]));
  return bytes;
}

function withBit(bytes: Buffer, index: number, random: Random): Buffer {
  bytes[index] = (bytes[index] ?? 0) ^ (1 << random.int(0, 7));
  return bytes;
}
