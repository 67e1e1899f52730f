import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

const require = createRequire(import.meta.url);
const FONT_FAMILY = 'Noto Sans SC';
const FONT_FILES = [
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
].map((file) => require.resolve(file));

/** A drawing with its own size: the inside of an `<svg>`, in its own units. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly content: string;
}

/** A drawing of this size, from the parts of its content. */
export const drawing = <Size extends Omit<Drawing, 'content'>>(size: Size, parts: readonly string[]) => ({
  ...size,
  content: parts.join(''),
});

/** Style of a text. Sizes and spacing are in units of the drawing; opacity is 0 to 1. */
export interface TextStyle {
  readonly size: number;
  readonly fill?: string;
  readonly bold?: boolean;
  readonly spacing?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly opacity?: number;
}

/** One line of text whose baseline starts (or is centred, or ends) at x, y. */
export function text(x: number, y: number, content: string, style: TextStyle): string {
  const { size, fill = '#222', bold = false, spacing = 0, anchor = 'start', opacity = 1 } = style;
  return (
    `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" font-weight="${bold ? 700 : 400}" ` +
    `letter-spacing="${spacing}" text-anchor="${anchor}" opacity="${opacity}">${escapeXml(content)}</text>`
  );
}

/** A label stretched to `width`, as on printed forms: 名　　称. */
export function stretched(x: number, y: number, width: number, content: string, style: TextStyle): string {
  const gaps = [...content].length - 1;
  const spacing = gaps > 0 ? Math.max(0, (width - [...content].length * style.size) / gaps) : 0;
  return text(x, y, content, { ...style, spacing });
}

/** Several lines, the first with its baseline at y. */
export function paragraph(
  x: number,
  y: number,
  lineHeight: number,
  lines: readonly string[],
  style: TextStyle,
): string {
  return lines.map((line, index) => text(x, y + index * lineHeight, line, style)).join('');
}

// A line of Chinese never begins with these.
const CLOSING = /[，。；、：）》”)]/;

/** Breaks a text into lines of at most `ems` full-width characters; ASCII counts half. Closing marks may hang over. */
export function wrap(content: string, ems: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const character of content) {
    const width = character.charCodeAt(0) < 256 ? 0.56 : 1;
    if (used + width > ems && !CLOSING.test(character)) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += character;
    used += width;
  }
  return line ? [...lines, line] : lines;
}

/** A five-pointed star. */
export function star(cx: number, cy: number, radius: number, fill: string): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const angle = (index * Math.PI) / 5 - Math.PI / 2;
    const reach = index % 2 === 0 ? radius : radius * 0.382;
    return `${round(cx + reach * Math.cos(angle))},${round(cy + reach * Math.sin(angle))}`;
  });
  return `<polygon points="${points.join(' ')}" fill="${fill}"/>`;
}

/** A round red fictional stamp: a ring with text along its upper arc, a star, and 样章 below. */
export function stamp(cx: number, cy: number, radius: number, ringText: string): string {
  const red = '#d23a34';
  const size = radius * 0.2;
  const characters = [...ringText];
  // From lower left over the top to lower right.
  const [from, to] = [Math.PI * 0.86, Math.PI * 2.14];
  const ring = characters.map((character, index) => {
    const angle = from + ((to - from) * (index + 0.5)) / characters.length;
    const x = round(cx + Math.cos(angle) * radius * 0.72);
    const y = round(cy + Math.sin(angle) * radius * 0.72);
    const degrees = round((angle * 180) / Math.PI + 90);
    return `<g transform="translate(${x},${y}) rotate(${degrees})">${text(0, 0, character, { size, fill: red, anchor: 'middle' })}</g>`;
  });
  return (
    `<g opacity="0.72"><circle cx="${cx}" cy="${cy}" r="${radius}" fill="none" stroke="${red}" stroke-width="${radius * 0.05}"/>` +
    `${star(cx, cy, radius * 0.3, red)}${ring.join('')}` +
    `${text(cx, cy + radius * 0.68, '样章', { size: radius * 0.24, fill: red, anchor: 'middle' })}</g>`
  );
}

/** Fine wavy lines all over, like security printing but of no real document. */
export function waves(width: number, height: number, colours: readonly string[]): string {
  const count = 24;
  return Array.from({ length: count }, (_, row) => {
    const base = (row / (count - 1)) * height;
    const points = Array.from({ length: Math.ceil(width / 20) + 1 }, (_, step) => {
      const x = step * 20;
      return `${x},${round(base + 18 * Math.sin(x * 0.011 + row * 1.7) + 7 * Math.sin(x * 0.034 + row))}`;
    });
    const colour = colours[row % colours.length];
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.2" opacity="0.28"/>`;
  }).join('');
}

/** A PNG or JPEG inside a drawing, filling the box; the rest is cropped evenly. */
export function picture(x: number, y: number, width: number, height: number, image: Buffer): string {
  const type = image[0] === 0x89 ? 'png' : 'jpeg';
  return (
    `<image x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice" ` +
    `href="data:image/${type};base64,${image.toString('base64')}"/>`
  );
}

/** Pixels of a drawing, RGBA. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

/** Renders a drawing at `scale` pixels per unit. Only the bundled fonts are used, so every machine draws the same. */
export function rasterize({ width, height, content }: Drawing, scale = 1): Raster {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width * scale)}" height="${Math.round(height * scale)}" ` +
    `viewBox="0 0 ${width} ${height}" font-family="${FONT_FAMILY}">${content}</svg>`;
  // The renderer maps the font files into memory for each drawing, which takes 17 ms; it can't keep them.
  const image = new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: FONT_FILES, defaultFontFamily: FONT_FAMILY },
  }).render();
  return { width: image.width, height: image.height, pixels: image.pixels };
}

const round = (value: number) => Math.round(value * 10) / 10;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (content: string) => content.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
