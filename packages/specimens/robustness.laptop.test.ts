import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { DIVISIONS } from '../../local/divisions.ts';
import { planRobustness, type RobustnessPicture } from './robustness.ts';

const nameOf = ({ fault, step, uploadedAs }: RobustnessPicture) => `${fault} ${step} ${uploadedAs}`;

function picture(name: string, seed = 1): RobustnessPicture {
  const found = planRobustness(seed, DIVISIONS).find((one) => nameOf(one) === name);
  if (!found) throw new Error(`no picture ${name}`);
  return found;
}

/** Mean brightness, 0 to 255. */
async function brightnessOf(jpeg: Buffer): Promise<number> {
  const { channels } = await sharp(jpeg).greyscale().stats();
  return channels[0]?.mean ?? 0;
}

describe('planRobustness', () => {
  it('has every fault for both sides of a card and for a licence, each picture once', () => {
    const names = planRobustness(1, DIVISIONS).map(nameOf);

    expect(new Set(names).size).toBe(names.length);
    for (const kind of ['id-front', 'id-back', 'business-licence']) {
      expect(names).toContain(`motion blur 8 px ${kind}`);
      expect(names).toContain(`black bar number ${kind}`);
    }
  });

  it('invents others for another seed, and the same for the same', () => {
    const [one, again, other] = [1, 1, 2].map((seed) => picture('none  id-front', seed).values);

    expect(again).toEqual(one);
    expect(other?.idNumber).not.toBe(one?.idNumber);
  });

  it('says which values nobody can read', () => {
    expect(picture('black bar name id-front')).toMatchObject({ defect: 'covered', hidden: ['name'] });
    expect(picture('mosaic number id-back').hidden).toEqual(['validFrom', 'validTo']);
    expect(picture('cut left 20 % id-front')).toMatchObject({ defect: 'cut', hidden: [] });
  });
});

describe('a picture of the robustness set', { timeout: 60_000 }, () => {
  it('is drawn the same each time', async () => {
    const [one, again] = await Promise.all([1, 1].map((seed) => picture('thumb name id-front', seed).draw()));

    expect(one?.equals(again as Buffer)).toBe(true);
  });

  it('is darker by its factor', async () => {
    const [plain, dark] = await Promise.all([
      picture('none  id-back').draw(),
      picture('brightness 0.25× id-back').draw(),
    ]);

    expect((await brightnessOf(dark)) / (await brightnessOf(plain))).toBeCloseTo(0.25, 1);
  });

  it('stands upright by its EXIF orientation', async () => {
    const { orientation, width, height, autoOrient } = await sharp(await picture('EXIF 6 id-front').draw()).metadata();

    expect({ orientation, isTurned: height > width }).toEqual({ orientation: 6, isTurned: true });
    expect(autoOrient.width).toBeGreaterThan(autoOrient.height);
  });

  it('has the longer side to which an app shrinks it', async () => {
    const { width } = await sharp(await picture('shrunk 500 px id-front').draw()).metadata();

    expect(width).toBe(500);
  });
});
