import { deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { checkFile } from './check-file.ts';

const photo = (format: 'jpeg' | 'png' | 'webp' | 'gif') =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#888' } })
    .toFormat(format)
    .toBuffer();

const bytesOf = (text: string) => Buffer.from(text, 'latin1');
const SVG = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><script/></svg>';
const WRONG_TYPE = '这个文件不是身份证人像面需要的类型，请上传拍摄的原图或原视频。';

const check = async (bytes: Buffer, declaredType = 'image/jpeg', kind: DocumentKind = 'id-front') => {
  const file = await checkFile(kind, declaredType, bytes);
  return { accepted: file.accepted, messages: file.findings.map(({ message }) => message) };
};

describe('a file is what its bytes are', () => {
  it.each([
    ['image/jpeg', 'jpeg'],
    ['image/png', 'png'],
    ['image/webp', 'webp'],
  ] as const)('and is taken when that is what was declared: %s', async (declared, format) => {
    const outcome = await check(await photo(format), declared);

    expect(outcome).toEqual({ accepted: true, messages: [] });
  });

  it.each<[string, () => Promise<Buffer> | Buffer]>([
    ['a Windows program', () => Buffer.concat([bytesOf('MZ\x90\0'), Buffer.alloc(500)])],
    ['a Linux program', () => Buffer.concat([bytesOf('\x7fELF\x02\x01\x01'), Buffer.alloc(500)])],
    ['SVG', () => bytesOf(SVG)],
    ['HTML', () => bytesOf('<!doctype html><script>alert(1)</script>')],
    ['ZIP', () => Buffer.concat([bytesOf('PK\x03\x04\x14\0\0\0\x08\0'), deflateRawSync(Buffer.alloc(500))])],
    ['PDF', () => bytesOf('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')],
    ['GIF', () => photo('gif')],
    ['WebP that was declared JPEG', () => photo('webp')],
    ['PNG that was declared JPEG', () => photo('png')],
    ['text', () => bytesOf('just some words, no picture')],
    ['nothing', () => Buffer.alloc(0)],
  ])('and it is refused when it is something else: %s', async (_, make) => {
    const outcome = await check(await make());

    expect(outcome).toEqual({ accepted: false, messages: [WRONG_TYPE] });
  });

  it('is refused when this kind of document does not allow its type', async () => {
    const outcome = await check(await photo('gif'), 'image/gif');

    expect(outcome.messages).toEqual([WRONG_TYPE]);
  });
});

describe('a photo in the format of newer phones', () => {
  it.each(['heic', 'heix', 'mif1'])('is refused with the way to another: %s', async (brand) => {
    const bytes = Buffer.concat([bytesOf(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1heic`), Buffer.alloc(500)]);

    const outcomes = [await check(bytes), await check(bytes, 'image/heic')];

    const messages = [
      '这是 HEIC 格式的照片，请换成 JPG 或 PNG 后上传：苹果手机请在“设置→相机→格式”中选“兼容性最佳”，其他手机请在相机设置中关闭“高效图片”，再重新拍摄。',
    ];
    expect(outcomes).toEqual([
      { accepted: false, messages },
      { accepted: false, messages },
    ]);
  });
});

describe('the length of a file', () => {
  it('may reach the limit of its kind, and not one byte more', async () => {
    const longest = Buffer.concat([await photo('jpeg'), Buffer.alloc(4 * 1024 * 1024)]).subarray(0, 4 * 1024 * 1024);
    const tooLong = Buffer.concat([longest, Buffer.alloc(1)]);

    const outcomes = [await check(longest), await check(tooLong)];

    expect(outcomes).toEqual([
      { accepted: true, messages: [] },
      { accepted: false, messages: ['文件不能超过 4 MB，请压缩后重新上传。'] },
    ]);
  });
});
