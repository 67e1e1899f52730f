import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { LETTER_FONT } from '../../../../local/letter-font.ts';
import type { MarkedPictures } from '../../ports/marked-pictures.ts';
import { fontLettering } from '../fontkit/lettering.ts';
import { createMarkedPictures } from './marked-pictures.ts';

let pictures: MarkedPictures;
beforeAll(async () => {
  pictures = createMarkedPictures(await fontLettering(LETTER_FONT));
});

const staffId = '4aa00259-c8cb-48fc-b1f5-534f22c9b19b';
const ground = (background: string, width = 600, height = 400) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
const marked = async (displayName: string, minute = '01:48', picture?: Buffer) =>
  pictures.mark(
    picture ?? (await ground('#d8d0b8')),
    { staffId, displayName },
    new Date(`2026-11-27T${minute}:30+08:00`),
  );

describe('a marked picture', () => {
  it('is another one for another name and another minute, and says the id where the font lacks a sign', async () => {
    const ofLin = await marked('林越');

    expect(ofLin.equals(await marked('林越'))).toBe(true);
    expect(ofLin.equals(await marked('周岚'))).toBe(false);
    expect(ofLin.equals(await marked('林越', '01:49'))).toBe(false);
    expect(ofLin.equals(await marked('林𠮷'))).toBe(false);
    expect((await marked('4aa00259')).equals(await marked('林𠮷'))).toBe(true);
  });

  it.each(['#ffffff', '#d8d0b8', '#808080', '#202020'])(
    'has the mark in each of its parts on %s',
    async (background) => {
      const [width, height] = [1200, 800];
      const picture = await marked('林越', '01:48', await ground(background, width, height));

      const part = { width: width / 3, height: height / 2 };
      for (const left of [0, 400, 800])
        for (const top of [0, 400]) {
          const { channels } = await sharp(
            await sharp(picture)
              .extract({ left, top, ...part })
              .toBuffer(),
          ).stats();
          expect(channels[0]?.stdev).toBeGreaterThan(5);
        }
      expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width, height });
    },
  );

  it('is made of no more than a picture', async () => {
    await expect(marked('林越', '01:48', Buffer.from('film'))).rejects.toThrow('unsupported image format');
  });
});
