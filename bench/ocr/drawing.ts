import { basename } from 'node:path';
import type { ReadLine, readLines } from 'engines/ocr/lines.ts';
import type { Reading } from 'engines/ocr/reading.ts';
import sharp from 'sharp';
import { isSure } from '../../shared/domain/media/evidence.ts';

/** Writes the picture with the box of every line: green, red if uncertain; the thick side is where a line begins. */
export async function drawBoxes(
  { picture, lines }: Awaited<ReturnType<typeof readLines>>,
  file: string,
): Promise<void> {
  const { width, height, pixels } = picture;
  const stroke = Math.max(1.5, Math.max(width, height) / 700);
  const boxes = lines.map(({ corners, confidence }) => {
    const [topLeft, , , bottomLeft] = corners;
    const points = corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
    const colour = confidence < 0.95 ? '#e02020' : '#10a040';
    return (
      `<polygon points="${points}" fill="none" stroke="${colour}" stroke-width="${stroke}"/>` +
      `<line x1="${topLeft[0]}" y1="${topLeft[1]}" x2="${bottomLeft[0]}" y2="${bottomLeft[1]}" ` +
      `stroke="${colour}" stroke-width="${3 * stroke}"/>`
    );
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${boxes.join('')}</svg>`;
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toFile(file);
}

/** Kind, facts, fields with their confidence, and every line, as text. */
export function readingText(reading: Reading, lines: readonly ReadLine[]): string {
  const { kind, picture, ...rest } = reading;
  const fields = 'fields' in rest ? Object.entries(rest.fields) : [];
  const others = Object.entries(rest).filter(([name]) => !['fields', 'portrait'].includes(name));
  return [
    `kind: ${kind}`,
    ...others.map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    ...Object.entries(picture).map(([name, value]) => `picture.${name}: ${shortNumber(value)}`),
    '',
    ...fields.map(
      ([name, field]) => `${name}: ${field.text}  ${field.confidence.toFixed(3)}${isSure(field) ? '' : '  请核对'}`,
    ),
    '',
    ...lines.map((line) => `${line.confidence.toFixed(3)}  ${line.text}`),
  ].join('\n');
}

const shortNumber = (value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : JSON.stringify(value));

/** `boxes-<name of the picture>.png`. */
export const boxesFile = (picture: string): string => `boxes-${basename(picture).replace(/\.[^.]+$/, '')}.png`;
