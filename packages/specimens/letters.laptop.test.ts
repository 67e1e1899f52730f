import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { limitsOf } from '../../shared/domain/media/document.ts';
import { drawIdFront } from './cards.ts';
import {
  drawCancelDeclaration,
  drawHandheld,
  drawNotACertificate,
  drawRenameLetter,
  drawSignedLetter,
} from './letters.ts';
import { ENTERPRISE, INDIVIDUAL, RENAMED, SAMPLE_NUMBER } from './people.ts';

describe('drawSignedLetter', () => {
  it('draws an upright JPEG within the limits of an upload', async () => {
    const letter = await drawSignedLetter(ENTERPRISE, '2026-11-24');

    const { format, width, height } = await sharp(letter).metadata();

    expect({ format, width, height }).toEqual({ format: 'jpeg', width: 1360, height: 1874 });
    expect(letter.length).toBeLessThan(limitsOf('commitment-letter').maxBytes);
  });

  it('has a round stamp for an enterprise and a smaller fingerprint for a person', async () => {
    const enterprise = await drawSignedLetter(ENTERPRISE, '2026-11-24');
    const individual = await drawSignedLetter(INDIVIDUAL, '2026-11-24');

    const stamp = await boundsOf(enterprise, isReddish);
    const fingerprint = await boundsOf(individual, isReddish);

    expect(stamp).toMatchObject({ width: 306, height: 306 });
    expect(fingerprint.width).toBeLessThan(100);
    expect(fingerprint.height).toBeLessThan(140);
  });

  it('is signed and dated in blue below the promises', async () => {
    const letter = await drawSignedLetter(INDIVIDUAL, '2026-11-24');

    const writing = await boundsOf(letter, isBlue);

    expect(writing.top).toBeGreaterThan(1300);
    expect(writing.width).toBeGreaterThan(250);
  });
});

describe('drawRenameLetter', () => {
  it('draws an upright JPEG with the register’s stamp, within the limits of its upload', async () => {
    const letter = await drawRenameLetter(ENTERPRISE, RENAMED, '2026-11-24');

    const { format, width, height } = await sharp(letter).metadata();
    expect({ format, width, height }).toEqual({ format: 'jpeg', width: 1360, height: 1874 });
    expect(letter.length).toBeLessThan(limitsOf('name-change-proof').maxBytes);
    expect(await boundsOf(letter, isReddish)).toMatchObject({ width: 306, height: 306 });
  });
});

describe('drawCancelDeclaration', () => {
  it('is signed in blue, and stamped by an enterprise alone', async () => {
    const enterprise = await drawCancelDeclaration(ENTERPRISE, SAMPLE_NUMBER, '2026-11-24');
    const individual = await drawCancelDeclaration(INDIVIDUAL, SAMPLE_NUMBER, '2026-11-24');

    expect(await boundsOf(enterprise, isReddish)).toMatchObject({ width: 306, height: 306 });
    expect((await boundsOf(individual, isReddish)).width).toBeLessThan(1);
    expect((await boundsOf(individual, isBlue)).top).toBeGreaterThan(1150);
  });
});

describe('drawHandheld', () => {
  it('shows the person above and the card in front of the chest', async () => {
    const portrait = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#1040d0' } })
      .png()
      .toBuffer();
    const card = await drawIdFront(INDIVIDUAL.idCard, { onDesk: false });

    const photo = await drawHandheld(portrait, card);

    const { data, info } = await sharp(photo).raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
    expect([info.width, info.height]).toEqual([1200, 1600]);
    expect(at(600, 500)[2]).toBeGreaterThan(180);
    expect(at(600, 500)[0]).toBeLessThan(60);
    expect(Math.min(...at(560, 1390))).toBeGreaterThan(200);
  });
});

describe('drawNotACertificate', () => {
  it('draws a JPEG that is large enough to be accepted as a photo', async () => {
    const picture = await drawNotACertificate();

    const { format, width, height } = await sharp(picture).metadata();

    expect({ format, width, height }).toEqual({ format: 'jpeg', width: 1400, height: 1000 });
  });
});

const isReddish = (red: number, green: number, blue: number) => red - Math.max(green, blue) > 70;
const isBlue = (red: number, green: number, blue: number) => blue - Math.max(red, green) > 40;

/** The smallest box around the pixels of a kind. */
async function boundsOf(photo: Buffer, matches: (red: number, green: number, blue: number) => boolean) {
  const { data, info } = await sharp(photo).raw().toBuffer({ resolveWithObject: true });
  let [left, top, right, bottom] = [info.width, info.height, 0, 0];
  for (let index = 0; index < data.length; index += 3) {
    if (!matches(data.readUInt8(index), data.readUInt8(index + 1), data.readUInt8(index + 2))) continue;
    const x = (index / 3) % info.width;
    const y = Math.floor(index / 3 / info.width);
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}
