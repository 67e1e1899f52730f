import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawIdBack, drawIdFront, drawLicence } from './cards.ts';
import { ENTERPRISE, INDIVIDUAL } from './people.ts';

let redPortrait: Buffer;

beforeAll(async () => {
  redPortrait = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#f00' } })
    .png()
    .toBuffer();
});

describe('drawIdFront', () => {
  it('draws a JPEG of a card 1400 pixels wide on a desk', async () => {
    const photo = await drawIdFront(ENTERPRISE.idCard);

    const { format, width, height } = await sharp(photo).metadata();

    expect({ format, width, height }).toEqual({ format: 'jpeg', width: 1568, height: 1051 });
  });

  it('draws the card alone without a desk', async () => {
    const photo = await drawIdFront(ENTERPRISE.idCard, { onDesk: false });

    const { width, height } = await sharp(photo).metadata();

    expect({ width, height }).toEqual({ width: 1400, height: 883 });
  });

  it('shows the portrait on the right of the card', async () => {
    const photo = await drawIdFront(INDIVIDUAL.idCard, { portrait: redPortrait });

    const red = await centreOfRed(photo);

    expect(red.count).toBeGreaterThan(180_000);
    expect(red.x).toBeCloseTo(0.756, 2);
    expect(red.y).toBeCloseTo(0.436, 2);
  });

  it('rotates the whole picture clockwise: the right side moves to the bottom', async () => {
    const photo = await drawIdFront(INDIVIDUAL.idCard, { portrait: redPortrait, turn: 90 });

    const red = await centreOfRed(photo);

    expect(red.x).toBeCloseTo(1 - 0.436, 2);
    expect(red.y).toBeCloseTo(0.756, 2);
  });

  it('rotates the card clockwise on its desk: the right side sinks', async () => {
    const photo = await drawIdFront(INDIVIDUAL.idCard, { portrait: redPortrait, tilt: 3 });

    const red = await centreOfRed(photo);

    expect(red.y).toBeGreaterThan(0.452);
  });

  it('draws the same card the same way each time', async () => {
    const first = await drawIdFront(ENTERPRISE.idCard, { tilt: -2 });

    const second = await drawIdFront(ENTERPRISE.idCard, { tilt: -2 });

    expect(second.equals(first)).toBe(true);
  });
});

describe('drawIdBack', () => {
  it('loses detail when it is blurred', async () => {
    const sharpPhoto = await drawIdBack(ENTERPRISE.idCard, { blur: 0 });

    const blurredPhoto = await drawIdBack(ENTERPRISE.idCard, { blur: 4 });

    expect(blurredPhoto.length).toBeLessThan(sharpPhoto.length * 0.6);
  });
});

describe('drawLicence', () => {
  it('draws a landscape JPEG more than 2000 pixels wide, small enough to upload', async () => {
    const photo = await drawLicence(ENTERPRISE.licence);

    const { format, width, height } = await sharp(photo).metadata();

    expect({ format, width, height }).toEqual({ format: 'jpeg', width: 2280, height: 1620 });
    expect(photo.length).toBeLessThan(4 * 1024 * 1024);
  });

  it('escapes the markup of the drawing language', async () => {
    const licence = { ...ENTERPRISE.licence, name: '云帆<样例>&"样张"公司' };

    const photo = await drawLicence(licence);

    expect((await sharp(photo).metadata()).format).toBe('jpeg');
  });
});

/** Bounding box of the pure red pixels of a picture, as shares of its width and height, and their number. */
async function centreOfRed(photo: Buffer): Promise<{ x: number; y: number; count: number }> {
  const { data, info } = await sharp(photo).raw().toBuffer({ resolveWithObject: true });
  let [sumX, sumY, count] = [0, 0, 0];
  for (let index = 0; index < data.length; index += 3) {
    if (data.readUInt8(index) < 200 || data.readUInt8(index + 1) > 60 || data.readUInt8(index + 2) > 60) continue;
    sumX += (index / 3) % info.width;
    sumY += Math.floor(index / 3 / info.width);
    count += 1;
  }
  return { x: sumX / count / info.width, y: sumY / count / info.height, count };
}
