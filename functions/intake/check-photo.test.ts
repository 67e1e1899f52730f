import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { limitsOf } from '../../shared/domain/media/document.ts';
import { checkPhoto } from './check-photo.ts';
import type { CheckedFile } from './checked-file.ts';

const LIMITS = limitsOf('id-front');

/** A picture whose top left quarter is red and whose rest is blue. */
const picture = (width = 900, height = 600) =>
  sharp({ create: { width, height, channels: 3, background: '#0000ff' } }).composite([
    {
      input: { create: { width: width / 2, height: height / 2, channels: 3, background: '#ff0000' } },
      left: 0,
      top: 0,
    },
  ]);

const accepted = (file: CheckedFile) => {
  if (!file.accepted) throw new Error(`refused: ${file.findings[0]?.message}`);
  return file;
};

const messageOf = (file: CheckedFile) => file.findings.map(({ message }) => message);

/** Whether the pixel at these fractions of width and height is red rather than blue. */
async function isRed(bytes: Buffer, across: number, down: number): Promise<boolean> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const index = (Math.floor(down * info.height) * info.width + Math.floor(across * info.width)) * info.channels;
  return (data[index] ?? 0) > (data[index + 2] ?? 0);
}

/** A PNG whose header says `width` × `height`, with almost no data. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(type, 4);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])));
    return Buffer.concat([head, data, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const pixels = chunk('IDAT', deflateSync(Buffer.alloc(1000)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), pixels, chunk('IEND', Buffer.alloc(0))]);
}

const segment = (marker: number, ...data: readonly number[]) =>
  Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255, ...data]);

/**
 * A grey progressive JPEG of `side` × `side` pixels with this many scans: those of one coefficient and colour after the
 * other, bit by bit (ITU-T T.81, G.1). Only the first says anything.
 */
function jpegOf(side: number, scans: number): Buffer {
  const blocks = Math.ceil(side / 8) ** 2;
  const oneCode = [1, ...Array<number>(15).fill(0)];
  const [high, low] = [side >> 8, side & 255];
  const head = [
    Buffer.from('ffd8', 'hex'),
    segment(0xdb, 0, ...Array<number>(64).fill(1)),
    segment(0xc2, 8, high, low, high, low, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0),
    segment(0xc4, 0x00, ...oneCode, 0),
    // Its one code means that at least 16,384 blocks have nothing more; 14 bits for how many follow.
    segment(0xc4, 0x10, ...oneCode, 0xe0),
    segment(0xda, 3, 1, 0, 2, 0, 3, 0, 0, 0, 0),
    Buffer.alloc(Math.ceil((blocks * 3) / 8)),
  ];
  const nothing = Buffer.alloc(Math.ceil((Math.ceil(blocks / 16_384) * 15) / 8));
  const refining = Array.from({ length: scans - 1 }, (_, number) => {
    const [coefficient, colour, bit] = [
      1 + Math.floor(number / 42),
      1 + (Math.floor(number / 14) % 3),
      13 - (number % 14),
    ];
    const before = bit === 13 ? 0 : bit + 1;
    return [segment(0xda, 1, colour, 0, coefficient, coefficient, (before << 4) | bit), nothing];
  });
  return Buffer.concat([...head, ...refining.flat(), Buffer.from('ffd9', 'hex')]);
}

describe('a photo that is accepted', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is stored as JPEG of the same size: %s', async (format) => {
    const bytes = await picture().toFormat(format).toBuffer();

    const file = accepted(await checkPhoto(bytes, LIMITS));

    expect(file).toMatchObject({ contentType: 'image/jpeg', findings: [] });
    expect(await sharp(file.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 900, height: 600 });
  });

  it('[U6] loses its place and camera', async () => {
    const bytes = await picture()
      .withExif({ IFD0: { Make: 'SecretPhone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 32/1 11/1' } })
      .jpeg()
      .toBuffer();
    const before = await sharp(bytes).metadata();

    const file = accepted(await checkPhoto(bytes, LIMITS));

    const after = await sharp(file.bytes).metadata();
    expect(before.exif?.length).toBeGreaterThan(0);
    expect(bytes.includes('SecretPhone')).toBe(true);
    expect([after.exif, after.xmp, after.iptc]).toEqual([undefined, undefined, undefined]);
    expect(file.bytes.includes('SecretPhone')).toBe(false);
  });

  it('stands upright when the phone was held sideways', async () => {
    // 6: must be turned clockwise by 90 degrees, which brings the top left to the top right.
    const bytes = await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer();

    const file = accepted(await checkPhoto(bytes, LIMITS));

    expect(await sharp(file.bytes).metadata()).toMatchObject({ width: 600, height: 900 });
    expect([await isRed(file.bytes, 0.75, 0.25), await isRed(file.bytes, 0.25, 0.25)]).toEqual([true, false]);
  });

  it('is white where it was transparent', async () => {
    const bytes = await sharp({ create: { width: 900, height: 600, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();

    const file = accepted(await checkPhoto(bytes, LIMITS));

    const { dominant } = await sharp(file.bytes).stats();
    expect(Math.min(dominant.r, dominant.g, dominant.b)).toBeGreaterThan(240);
  });

  it('loses a second file that is appended to it', async () => {
    const jpeg = await picture().jpeg().toBuffer();
    const polyglot = Buffer.concat([jpeg, Buffer.from('PK\x03\x04'), Buffer.from('payload.exe MZ')]);

    const file = accepted(await checkPhoto(polyglot, LIMITS));

    expect(file.bytes.includes('payload.exe')).toBe(false);
    expect(file.bytes.subarray(-2).toString('hex')).toBe('ffd9');
  });

  it('loses text that is hidden in its chunks', async () => {
    const bytes = await picture()
      .withExif({ IFD0: { ImageDescription: '<script>alert(1)</script>' } })
      .png()
      .toBuffer();

    const file = accepted(await checkPhoto(bytes, LIMITS));

    expect(file.bytes.includes('script')).toBe(false);
  });

  it('is scaled down when it is larger than any reader needs', async () => {
    const bytes = await picture(6000, 4500).jpeg().toBuffer();

    const file = accepted(await checkPhoto(bytes, LIMITS));

    expect(await sharp(file.bytes).metadata()).toMatchObject({ width: 2560, height: 1920 });
  });
});

describe('a photo that is refused', () => {
  it('names its size and the smallest that is allowed', async () => {
    const bytes = await picture(900, 318).jpeg().toBuffer();

    const file = await checkPhoto(bytes, LIMITS);

    expect(file).toEqual({
      accepted: false,
      findings: [
        {
          ruleId: 'MT-05',
          severity: 'block',
          field: 'file',
          params: { width: 900, height: 318, minPixels: 320 },
          message: '图片太小（900×318 像素），短边至少需要 320 像素，请用原图或靠近拍摄原件后重新上传。',
        },
      ],
    });
  });

  it.each([
    ['JPEG', 'jpeg'],
    ['PNG', 'png'],
  ] as const)('when it breaks off: %s', async (_, format) => {
    const noise = sharp({
      create: {
        width: 900,
        height: 600,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
        background: '#000',
      },
    });
    const bytes = await noise.toFormat(format).toBuffer();

    const file = await checkPhoto(bytes.subarray(0, bytes.length / 2), LIMITS);

    expect(messageOf(file)).toEqual(['图片已损坏或不完整，请重新拍摄后上传。']);
  });

  it.each([
    ['30,000 × 30,000', 30_000, 30_000],
    ['one line too many for 50 million pixels', 50_000, 1001],
  ])('is refused before it is decoded, when its header reveals a decompression bomb: %s', async (_, width, height) => {
    const file = await checkPhoto(pngOf(width, height), LIMITS);

    expect(messageOf(file)).toEqual(['图片尺寸过大，请用手机普通模式重新拍摄后上传。']);
  });

  it('is refused before it is decoded, when it has more scans than any camera writes', async () => {
    const [usual, hostile] = [
      await checkPhoto(jpegOf(1024, 100), LIMITS),
      await checkPhoto(jpegOf(3500, 2600), LIMITS),
    ];

    expect(usual.accepted).toBe(true);
    expect(messageOf(hostile)).toEqual(['图片文件结构异常，无法在限定时间内处理，请用手机相机重新拍摄后上传。']);
  });

  it('is one that can not be decoded', async () => {
    const file = await checkPhoto(Buffer.from('ffd8ffe000104a464946', 'hex'), LIMITS);

    expect(messageOf(file)).toEqual(['图片无法打开，请重新拍摄后上传。']);
  });
});
