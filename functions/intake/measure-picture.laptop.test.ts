import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { checkFile } from './check-file.ts';
import { measurePicture } from './measure-picture.ts';

let papers: Papers;

beforeAll(async () => {
  papers = await drawPapers('enterprise');
});

const SPECIMENS: readonly (readonly [DocumentKind, (papers: Papers) => Buffer | undefined])[] = [
  ['business-licence', ({ licence }) => licence],
  ['id-front', ({ idFront }) => idFront],
  ['id-back', ({ idBack }) => idBack],
  ['commitment-letter', ({ letter }) => letter],
  ['handheld-photo', ({ handheld }) => handheld],
  ['liveness-photo', ({ photo }) => photo],
];

/** Severity and first words of intake's findings about a specimen that was photographed badly. */
async function said(kind: DocumentKind, specimen: Buffer | undefined, badly: (photo: Sharp) => Sharp) {
  const bytes = await badly(sharp(specimen)).jpeg({ quality: 85 }).toBuffer();
  const { accepted, findings } = await checkFile(kind, 'image/jpeg', bytes);
  return [accepted, ...findings.map(({ severity, message }) => `${severity} ${message.slice(0, 4)}`)];
}

describe('how a picture was taken', () => {
  it.each(SPECIMENS)('is fine for the specimen: %s', async (kind, pictureIn) => {
    const result = await said(kind, pictureIn(papers), (photo) => photo);

    expect(result).toEqual([true]);
  });

  it.each(SPECIMENS)(
    'is reported with a fifth of the light, and refused with a twelfth: %s',
    async (kind, pictureIn) => {
      const results = [
        await said(kind, pictureIn(papers), (photo) => photo.linear(0.2, 0)),
        await said(kind, pictureIn(papers), (photo) => photo.linear(0.08, 0)),
      ];

      expect(results).toEqual([
        [true, 'warn 图片太暗'],
        [false, 'block 图片太暗'],
      ]);
    },
  );

  it('is refused when overexposure has washed out the print', async () => {
    const result = await said('commitment-letter', papers.letter, (photo) => photo.linear(3, 60));

    expect(result).toEqual([false, 'block 图片过亮']);
  });

  it.each<[DocumentKind, (papers: Papers) => Buffer | undefined, number, number]>([
    ['id-front', ({ idFront }) => idFront, 4, 12],
    ['id-back', ({ idBack }) => idBack, 5, 12],
    ['business-licence', ({ licence }) => licence, 6, 14],
    ['commitment-letter', ({ letter }) => letter, 6, 14],
  ])(
    'is reported of a blurred %s, and of an unreadable one, which its reader asks for again once',
    async (kind, pictureIn, soft, smeared) => {
      const results = [
        await said(kind, pictureIn(papers), (photo) => photo.blur(soft)),
        await said(kind, pictureIn(papers), (photo) => photo.blur(smeared)),
      ];

      expect(results).toEqual([
        [true, 'warn 图片模糊'],
        [true, 'warn 图片模糊'],
      ]);
    },
  );

  it.each<[DocumentKind, (papers: Papers) => Buffer, number]>([
    ['handheld-photo', ({ handheld }) => handheld, 6],
    ['liveness-photo', ({ photo }) => photo, 2],
  ])('is reported of a blurred %s', async (kind, pictureIn, blur) => {
    const result = await said(kind, pictureIn(papers), (photo) => photo.blur(blur));

    expect(result).toEqual([true, 'warn 图片模糊']);
  });

  it('is the same whatever the size of the picture', async () => {
    const small = await sharp(papers.idFront).resize({ height: 480 }).jpeg().toBuffer();
    const large = await sharp(papers.idFront).resize({ height: 1900 }).jpeg().toBuffer();

    const [one, other] = [await measurePicture(small), await measurePicture(large)];

    expect(Math.abs(one.meanLuma - other.meanLuma)).toBeLessThan(5);
    expect(one.sharpness / other.sharpness).toBeGreaterThan(0.5);
    expect(one.sharpness / other.sharpness).toBeLessThan(2);
  });

  it('reports no blur where there is nothing to see', async () => {
    const grey = await sharp({ create: { width: 600, height: 600, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer();

    expect(await measurePicture(grey)).toEqual({
      meanLuma: 136,
      lumaDeviation: 0,
      sharpness: Number.POSITIVE_INFINITY,
    });
  });
});
