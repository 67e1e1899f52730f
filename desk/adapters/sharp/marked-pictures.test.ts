import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { LETTER_FONT } from '../../../local/letter-font.ts';
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

  it('has nothing of what stood in a covered place, and all the rest', async () => {
    const at = new Date('2026-11-27T01:48:30+08:00');
    const viewer = { staffId, displayName: '林越' };
    const digits = (fill: string) =>
      sharp(
        Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400">
        <rect width="600" height="400" fill="#fff"/><rect x="300" y="200" width="120" height="40" fill="${fill}"/></svg>`),
      )
        .png()
        .toBuffer();
    const cover = [
      [
        [300, 200],
        [420, 200],
        [420, 240],
        [300, 240],
      ],
    ] as const;

    const [black, white] = [await digits('#000'), await digits('#fff')];
    const covered = await pictures.mark(black, viewer, at, cover);

    expect(covered.equals(await pictures.mark(white, viewer, at, cover))).toBe(true);
    expect(covered.equals(await pictures.mark(white, viewer, at))).toBe(false);
    const { data } = await sharp(covered).extract({ left: 310, top: 210, width: 1, height: 1 }).raw().toBuffer({
      resolveWithObject: true,
    });
    expect(Math.max(...data)).toBeLessThan(140);
  });

  it('that is covered as a whole keeps forty pixels of its longer side, in its own size', async () => {
    const stripes = Array.from({ length: 150 }, (_, index) => `<rect x="${index * 8}" width="4" height="800"/>`).join(
      '',
    );
    const picture = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="800" fill="#fff"/>${stripes}</svg>`,
    );
    const at = new Date('2026-11-27T01:48:30+08:00');
    const fine = await sharp(picture).png().toBuffer();
    const even = await ground('#808080', 1200, 800);

    const covered = await pictures.mark(fine, { staffId, displayName: '林越' }, at, 'picture');
    const grey = await pictures.mark(even, { staffId, displayName: '林越' }, at, 'picture');

    expect(await sharp(covered).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 800 });
    const difference = await sharp(covered)
      .composite([{ input: grey, blend: 'difference' }])
      .png()
      .toBuffer();
    const { channels } = await sharp(difference).stats();
    // The stripes are gone: what is left is as even as grey.
    expect(channels[0]?.stdev).toBeLessThan(6);
  });

  it('is made of no more than a picture', async () => {
    await expect(marked('林越', '01:48', Buffer.from('film'))).rejects.toMatchObject({ refusal: 'paper.broken' });
  });
});
