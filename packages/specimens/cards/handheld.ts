import sharp from 'sharp';
import { drawing, picture, rasterize } from './svg.ts';

const SCENE = { width: 1200, height: 1600 } as const;
const SKIN = '#dcae8d';
// Centre and rotation in degrees of the certificate.
const HELD = { x: 600, y: 1310, tilt: -4 } as const;
// The portrait has room above the head and ends behind the jacket.
const PORTRAIT = { x: 100, y: 90, size: 1000 } as const;

/**
 * A person in front of a white wall who holds a certificate in front of the chest.
 *
 * @returns pixels, RGBA, 1200 × 1600
 */
export async function handheld(portraitPng: Buffer, certificate: Buffer): Promise<Buffer> {
  const person = await sharp(portraitPng)
    .resize(PORTRAIT.size, PORTRAIT.size, { fit: 'cover', position: 'top' })
    .png()
    .toBuffer();
  const card = await sharp(certificate)
    .resize(720, 560, { fit: 'inside' })
    .jpeg()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = card.info;
  const left = HELD.x - width / 2;
  const top = HELD.y - height / 2;
  return rasterize(
    drawing(SCENE, [
      wall(),
      picture(PORTRAIT.x, PORTRAIT.y, PORTRAIT.size, PORTRAIT.size, person),
      jacket(),
      `<g transform="rotate(${HELD.tilt},${HELD.x},${HELD.y})">`,
      fingers(left, top + height),
      fingers(left + width, top + height),
      `<rect x="${left + 4}" y="${top + 8}" width="${width}" height="${height}" fill="#000" opacity="0.2"/>`,
      picture(left, top, width, height, card.data),
      thumb(left, top + height - 30, 32),
      thumb(left + width, top + height - 30, -32),
      '</g>',
    ]),
  ).pixels;
}

/** White, slightly darker towards the floor. */
const wall = () =>
  '<defs><linearGradient id="wall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fbfbfa"/>' +
  '<stop offset="1" stop-color="#f1f1ef"/></linearGradient></defs>' +
  `<rect width="${SCENE.width}" height="${SCENE.height}" fill="url(#wall)"/>`;

/** A dark jacket with a round neck: portraits end at the shoulders. */
const jacket = () =>
  '<path d="M20,1600 C20,960 90,955 330,930 Q600,1130 870,930 C1110,955 1180,960 1180,1600 Z" fill="#2f3846"/>' +
  '<path d="M330,930 Q600,1130 870,930" fill="none" stroke="#252d39" stroke-width="16"/>';

/** The hand behind a lower corner of the certificate. */
const fingers = (x: number, y: number) => `<ellipse cx="${x}" cy="${y + 10}" rx="84" ry="70" fill="#c99a79"/>`;

/** The thumb in front of it. */
const thumb = (x: number, y: number, turn: number) =>
  `<g transform="translate(${x},${y}) rotate(${turn})"><rect x="-26" y="-44" width="52" height="130" rx="26" fill="${SKIN}"/>` +
  '<rect x="-15" y="-36" width="30" height="36" rx="14" fill="#efcdb6"/></g>';
