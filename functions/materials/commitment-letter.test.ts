import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type CommitmentLetterContent, drawCommitmentLetter } from './commitment-letter.ts';

const font = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);
const createdAt = new Date('2026-11-24T08:00:00Z');

const enterprise: CommitmentLetterContent = {
  organizerKind: 'enterprise',
  organizerName: '深圳市云帆样例科技有限公司',
  certificateType: 'business-licence',
  certificateNumber: '91440300MAYH3K7264',
  websites: [{ name: '云帆样例科技', domain: 'yunfan-keji.cn', siteOwnerName: '周建明' }],
  provinceName: '广东省',
  fingerprint: false,
};
const individual: CommitmentLetterContent = {
  organizerKind: 'individual',
  organizerName: '梁晓晴',
  certificateType: 'id-card',
  certificateNumber: '440106199704189988',
  websites: [{ name: '山间手记', domain: 'shanjian-shouji.cn', siteOwnerName: '梁晓晴' }],
  provinceName: '广东省',
  fingerprint: true,
};

describe('drawCommitmentLetter', () => {
  it('prints the facts of the filing on one page', async () => {
    const pdf = await drawCommitmentLetter(enterprise, { font, createdAt });

    const { pages, text } = read(pdf);

    expect(pages).toBe(1);
    expect(text).toContain('网站备案承诺书');
    expect(text).toContain('致：广东省通信管理局');
    expect(text).toContain('主办者名称深圳市云帆样例科技有限公司证件类型营业执照证件号码91440300MAYH3K7264');
    expect(text).toContain('网站名称云帆样例科技网站域名yunfan-keji.cn网站负责人周建明');
  });

  it('asks an enterprise for the legal representative and the seal', async () => {
    const pdf = await drawCommitmentLetter(enterprise, { font, createdAt });

    const { text } = read(pdf);

    expect(text).toContain('法定代表人（签字）日期（手写）');
    expect(text).toContain('单位公章');
    expect(text).not.toContain('按手印');
  });

  it('asks a person for their signature and, where required, a fingerprint', async () => {
    const wanted = await drawCommitmentLetter(individual, { font, createdAt });
    const unwanted = await drawCommitmentLetter({ ...individual, fingerprint: false }, { font, createdAt });

    const texts = [read(wanted).text, read(unwanted).text];

    expect(texts[0]).toContain('主办者本人（签字）');
    expect(texts[0]).toContain('按手印');
    expect(texts[1]).not.toContain('按手印');
    expect(texts[1]).not.toContain('公章');
  });

  it('names every website of the filing with its owner, ten on the one page', async () => {
    const website = (place: number) => ({
      name: `云帆样例文档中心${place}`,
      domain: `yunfan-keji-docs-${place}.com.cn`,
      siteOwnerName: place < 5 ? '周建明' : '何书云',
    });
    const websites = Array.from({ length: 10 }, (_, place) => website(place));
    const organizerName = '深圳市云帆样例科技有限公司'.repeat(4);

    const pdf = await drawCommitmentLetter({ ...enterprise, organizerName, websites }, { font, createdAt });

    const { pages, text } = read(pdf);
    expect(pages).toBe(1);
    expect(text).toContain(
      '网站域名yunfan-keji-docs-4.com.cn（云帆样例文档中心4，网站负责人：周建明）网站域名yunfan-keji-docs-5.com.cn（云帆样例文档中心5，网站负责人：何书云）',
    );
    expect(text.match(/网站域名/g)).toHaveLength(10);
  });

  it('fits the longest names on the one page', async () => {
    const long = {
      ...enterprise,
      organizerName: '深圳市云帆样例科技有限公司'.repeat(8),
    };
    const domain = `${'a'.repeat(63)}.${'b'.repeat(63)}.cn`;
    const websites = [{ name: '云帆样例'.repeat(20), domain, siteOwnerName: '周建明' }];

    const pdf = await drawCommitmentLetter({ ...long, websites }, { font, createdAt });

    expect(read(pdf).pages).toBe(1);
  });

  it('embeds only the glyphs in use, so that it stays below 120 KB', async () => {
    const pdf = await drawCommitmentLetter(enterprise, { font, createdAt });

    const { fonts } = read(pdf);

    expect(fonts).toEqual([expect.stringMatching(/^[A-Z]{6}\+NotoSansSC-Regular$/)]);
    expect(pdf.length).toBeLessThan(120_000);
  });

  it('gives the same bytes for the same content and time, and others for another time', async () => {
    const first = await drawCommitmentLetter(enterprise, { font, createdAt });

    const again = await drawCommitmentLetter(enterprise, { font, createdAt });
    const later = await drawCommitmentLetter(enterprise, { font, createdAt: new Date('2026-11-25T08:00:00Z') });

    expect(Buffer.compare(again, first)).toBe(0);
    expect(Buffer.compare(later, first)).not.toBe(0);
  });

  it('fails when the font is missing', async () => {
    const missing = '/nowhere/font.ttf';

    const drawing = drawCommitmentLetter(enterprise, { font: missing, createdAt });

    await expect(drawing).rejects.toThrow('ENOENT');
  });
});

/** Parses a PDF from its trailer: its pages, the embedded fonts, and the text in drawing order. */
function read(pdf: Uint8Array): { pages: number; fonts: string[]; text: string } {
  const source = Buffer.from(pdf).toString('latin1');
  const offsets = crossReferences(source);
  const object = (reference: string | undefined) => {
    const start = offsets.get(Number.parseInt(reference ?? '', 10));
    if (start === undefined) throw new Error(`no object ${reference}`);
    return source.slice(start, source.indexOf('\nendobj', start));
  };
  const follow = (from: string, key: string) => object(new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(from)?.[1]);
  const pages = follow(follow(source.slice(source.lastIndexOf('trailer')), 'Root'), 'Pages');
  const page = follow(pages, 'Kids');
  const font = follow(follow(page, 'Resources'), 'F1');
  const unicode = characters(inflate(follow(font, 'ToUnicode')));
  const descriptor = follow(follow(font, 'DescendantFonts'), 'FontDescriptor');
  expect(inflate(follow(descriptor, 'FontFile2')).length).toBeGreaterThan(10_000);
  const drawn = [...inflate(follow(page, 'Contents')).matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) =>
    (hex.match(/.{4}/g) ?? []).map((glyph) => unicode[Number.parseInt(glyph, 16)] ?? '?'),
  );
  return {
    pages: Number(/\/Count (\d+)/.exec(pages)?.[1]),
    fonts: [...source.matchAll(/\/FontName \/(\S+)/g)].map(([, name = '']) => name),
    text: drawn.join(''),
  };
}

/** Byte offsets by object number, from the table that `startxref` points to. */
function crossReferences(source: string): Map<number, number> {
  const table = source.slice(Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(source)?.[1]));
  expect(table.startsWith('xref')).toBe(true);
  return new Map([...table.matchAll(/^(\d{10}) \d{5} [nf]/gm)].map(([, offset], number) => [number, Number(offset)]));
}

function inflate(object: string): string {
  const start = object.indexOf('stream\n') + 'stream\n'.length;
  return inflateSync(Buffer.from(object.slice(start, object.lastIndexOf('\nendstream')), 'latin1')).toString('latin1');
}

/** Characters by glyph number, from the font's ToUnicode map. */
const characters = (map: string): string[] =>
  [...map.matchAll(/\[(.*?)\]/gs)].flatMap(([, range = '']) =>
    [...range.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').swap16().toString('utf16le')),
  );
