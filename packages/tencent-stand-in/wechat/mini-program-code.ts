import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { crc32 } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';

const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);

/** The target of a mini-program code. */
export interface CodeTarget {
  readonly scene: string;
  readonly page: string;
}

const SPOKES = 64;
const RINGS = 4;

/**
 * Draws a round picture like a mini-program code, as PNG of `width` × `width` pixels. No camera can read it: its spokes
 * are a fingerprint of the target. The target itself is below it as text, and in PNG tEXt chunks for `targetOf`.
 */
export function drawMiniProgramCode(target: CodeTarget, width: number): Buffer {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 430 430">
    <rect width="430" height="430" fill="#fff"/>
    <g fill="#111">${spokes(target)}</g>
    <circle cx="215" cy="190" r="62" fill="none" stroke="#07c160" stroke-width="10"/>
    <text x="215" y="198" font-size="22" fill="#07c160" text-anchor="middle">小程序</text>
    <text x="215" y="394" font-size="15" fill="#111" text-anchor="middle">${escapeXml(target.scene)}</text>
    <text x="215" y="416" font-size="13" fill="#666" text-anchor="middle">${escapeXml(target.page)}</text>
  </svg>`;
  const png = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: { fontFiles: [FONT], loadSystemFonts: false, defaultFontFamily: 'Noto Sans SC' },
  })
    .render()
    .asPng();
  return withText(png, { scene: target.scene, page: target.page });
}

/** The target of a picture by `drawMiniProgramCode`: the laptop's way to scan it. Undefined for any other picture. */
export function targetOf(png: Buffer): CodeTarget | undefined {
  const texts = new Map<string, string>();
  for (let index = SIGNATURE_BYTES; index + 12 <= png.length; index += 12 + png.readUInt32BE(index)) {
    if (png.toString('latin1', index + 4, index + 8) !== 'tEXt') continue;
    const [keyword = '', text = ''] = png
      .toString('latin1', index + 8, index + 8 + png.readUInt32BE(index))
      .split('\0');
    texts.set(keyword, text);
  }
  const [scene, page] = [texts.get('scene'), texts.get('page')];
  return scene === undefined || page === undefined ? undefined : { scene, page };
}

function spokes({ scene, page }: CodeTarget): string {
  const bits = createHash('sha256').update(`${page}?${scene}`).digest();
  const dots: string[] = [];
  for (let index = 0; index < SPOKES * RINGS; index++) {
    const dark = (bits.readUInt8(index >> 3) >> (index & 7)) & 1;
    if (!dark) continue;
    const angle = (2 * Math.PI * Math.floor(index / RINGS)) / SPOKES;
    const radius = 90 + 22 * (index % RINGS);
    const [x, y] = [215 + radius * Math.cos(angle), 190 + radius * Math.sin(angle)];
    dots.push(`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4"/>`);
  }
  return dots.join('');
}

const XML_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (text: string) => text.replaceAll(/[&<>"]/g, (char) => XML_ESCAPES[char] ?? char);

const SIGNATURE_BYTES = 8;
/** Length, type, 13 bytes of data, CRC. */
const HEADER_CHUNK_BYTES = 25;

/** Inserts tEXt chunks after the header chunk (PNG, ISO/IEC 15948, 11.3.4.3). Keywords and texts are Latin-1. */
function withText(png: Buffer, texts: Readonly<Record<string, string>>): Buffer {
  const chunks = Object.entries(texts).map(([keyword, text]) => {
    const typeAndData = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
    const chunk = Buffer.alloc(typeAndData.length + 8);
    chunk.writeUInt32BE(typeAndData.length - 4, 0);
    typeAndData.copy(chunk, 4);
    chunk.writeUInt32BE(crc32(typeAndData), typeAndData.length + 4);
    return chunk;
  });
  const end = SIGNATURE_BYTES + HEADER_CHUNK_BYTES;
  return Buffer.concat([png.subarray(0, end), ...chunks, png.subarray(end)]);
}
