import sharp, { type Sharp } from 'sharp';
import { drawIdBack, drawIdFront, drawLicence } from 'specimens/cards.ts';
import { Random } from 'specimens/random.ts';
import { inventCard, inventLicence } from './invented.ts';
import type { TruePicture } from './truth.ts';

interface Paper extends Pick<TruePicture, 'drawn' | 'kind' | 'values'> {
  readonly draw: (photo: Parameters<typeof drawIdBack>[1]) => Promise<Buffer>;
}

function front(random: Random): Paper {
  const card = inventCard(random);
  const { name, sex, birthday: birthDate, address, idNumber, ethnicity: nation } = card;
  const values = { name, sex, birthDate, address, idNumber, nation };
  return { drawn: 'id_front', kind: 'id-front', values, draw: (photo) => drawIdFront(card, photo) };
}

function back(random: Random): Paper {
  const card = inventCard(random);
  const { issuer: authority, validFrom, validTo } = card;
  const values = { authority, validFrom, validTo };
  return { drawn: 'id_back', kind: 'id-back', values, draw: (photo) => drawIdBack(card, photo) };
}

function licence(random: Random): Paper {
  const invented = inventLicence(random);
  const { name, creditCode, address, legalRepresentative, type, foundedOn: establishedOn } = invented;
  const values = { name, creditCode, address, legalRepresentative, type, establishedOn };
  return { drawn: 'biz_land', kind: 'business-licence', values, draw: (photo) => drawLicence(invented, photo) };
}

/** The papers that are read for their values, as they come in turn. */
const IN_TURN = [front, licence, front, back, licence] as const;

/** How far off straight, in degrees; blur in pixels, noise in 255ths, and how much darker one side is, 0 to 1. */
const LEVELS = {
  clean: { tilt: 0, shear: 0, blur: 0.4, noise: 0, shade: 0 },
  light: { tilt: 3, shear: 0.015, blur: 0.6, noise: 2, shade: 0.18 },
  medium: { tilt: 8, shear: 0.03, blur: 1.1, noise: 4, shade: 0.32 },
} as const;
type Level = keyof typeof LEVELS;

/** The defects for which a reviewer would return a picture. */
const SPOILT = ['blur', 'cut', 'glare', 'thumb', 'watermark', 'screen', 'copy'];
/** What lies over a picture, in thousandths of its sides. */
const SHAPES: Readonly<Record<string, string>> = {
  glare:
    '<radialGradient id="g"><stop offset="0.6" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>' +
    '</radialGradient><ellipse cx="360" cy="420" rx="210" ry="190" fill="url(#g)"/>',
  thumb: '<ellipse cx="300" cy="980" rx="130" ry="330" fill="#d9a78a"/>',
  watermark:
    '<path d="M100 180L900 20M100 420L900 260M100 660L900 500M100 900L900 740" stroke="#777" stroke-width="14" ' +
    'stroke-dasharray="26 9" opacity="0.3"/>',
  screen:
    '<pattern id="d" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="2" height="5"/></pattern>' +
    '<rect width="1000" height="1000" fill="url(#d)" opacity="0.25"/>',
};

async function spoiled(picture: Sharp, spoilt: string | undefined, width: number, height: number): Promise<Sharp> {
  if (spoilt === 'blur') return picture.blur(2.5);
  if (spoilt === 'copy') return picture.greyscale();
  if (spoilt === 'cut') return picture.extract({ left: 0, top: 0, width: Math.round(0.86 * width), height });
  const shape = spoilt && SHAPES[spoilt];
  if (!shape) return picture;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1000">${shape}</svg>`;
  return picture.composite([
    { input: await sharp(Buffer.from(svg)).resize(width, height, { fit: 'fill' }).toBuffer() },
  ]);
}

/** The photo as a phone makes it: not held level, one side in the shade, noisy, small. */
async function taken(photo: Buffer, longSide: number, level: Level, spoilt: string | undefined, random: Random) {
  const { shear, noise, shade } = LEVELS[level];
  const off = () => random.between(-shear, shear);
  const held = await sharp(photo).affine([1, off(), off(), 1], { background: '#4f545b' }).toBuffer();
  const small = sharp(held).resize(longSide, longSide, { fit: 'inside' }).raw();
  const { data, info } = await small.toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  for (let index = 0; index < data.length; index += 1) {
    const light = 1 - (shade * (Math.floor(index / channels) % width)) / width;
    data[index] = Math.min(255, Math.max(0, (data[index] ?? 0) * light + noise * (random.next() + random.next() - 1)));
  }
  const picture = sharp(data, { raw: { width, height, channels } });
  return (await spoiled(picture, spoilt, width, height)).jpeg({ quality: 62 }).toBuffer();
}

/**
 * Invented certificates as phones photograph them, the same for the same seed: cards and licences of companies, partnerships,
 * branches and sole traders, straight to tilted, a quarter of them spoilt. @param numbers of the papers, from 0
 */
export async function* drawnPapers(seed: number, numbers: readonly number[]) {
  for (const index of numbers) {
    const random = new Random(seed * 10_007 + index);
    const level = random.pick(Object.keys(LEVELS) as Level[]);
    const spoilt = index % 4 === 3 ? random.pick(SPOILT) : undefined;
    const turn = random.pick([0, 0, 0, 90, 180, 270] as const);
    const { draw, ...paper } = (IN_TURN[index % IN_TURN.length] ?? front)(random);
    const { tilt, blur } = LEVELS[level];
    const photo = await draw({ turn, tilt: random.between(-tilt, tilt), blur });
    const longSide = paper.kind === 'business-licence' ? 1500 : 1000;
    const file = [paper.drawn, index, level, spoilt ?? 'whole'].join('-');
    const picture: TruePicture = { ...paper, file, path: '', level, isSpoilt: spoilt !== undefined, turn };
    yield { picture, photo: await taken(photo, longSide, level, spoilt, random) };
  }
}
