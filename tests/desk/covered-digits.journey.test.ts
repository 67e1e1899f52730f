import { createOcrEngine, type OcrEngine } from 'engines/ocr/engine.ts';
import sharp from 'sharp';
import { drawIdFront } from 'specimens/cards.ts';
import { papersOf } from 'specimens/papers.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { ocrActions } from 'tencent-stand-in/ocr.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Place } from '../../contracts/review-desk/evidence.ts';
import { coverOf } from '../../desk/domain/cases/covered-papers.ts';
import { DIVISIONS } from '../../local/divisions.ts';
import { createOcr } from '../../shared/adapters/tencent/ocr/ocr.ts';
import type { ReadableKind } from '../../shared/domain/media/document.ts';
import { placesOf } from '../../shared/domain/media/places.ts';
import { contentsOfCase } from '../support/desk/desk-case.ts';

const { idCard } = ENTERPRISE;
const FRONT = { id: 'front', kind: 'id-front', label: '身份证人像面', subject: 'principal', contentType: 'image/jpeg' };

let engine: OcrEngine;
let cloud: RunningCloudApi;
beforeAll(async () => {
  engine = createOcrEngine({ divisions: DIVISIONS });
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions: ocrActions(engine) });
});
afterAll(async () => {
  await cloud.stop();
  await engine.close();
});

const ocrWith = (locatedKinds: readonly ReadableKind[]) =>
  createOcr({
    credentials: () => LAPTOP_CREDENTIALS,
    region: 'ap-guangzhou',
    endpoint: cloud.url,
    timeoutSeconds: 180,
    takeTurn: async () => true,
    storeIsReachable: false,
    checkedKinds: [],
    locatedKinds,
    idCardAction: 'RecognizeValidIDCardOCR',
  });

/** What the desk covers of a picture, by what is read in it and where. */
async function coveredIn(picture: Buffer): Promise<readonly Place[]> {
  const ocr = ocrWith(['id-front']);
  const file = { bytes: picture.length, link: 'https://nowhere.example/front', load: async () => picture };
  const reading = await ocr.read('id-front', file);
  const fields = reading.outcome === 'read' ? reading.fields : {};
  const located = await ocr.locate('id-front', file, fields);
  const places = located.outcome === 'located' ? located.places.idNumber : undefined;
  const number = { field: 'principal.idNumber', source: 'read', agreement: 'same', document: 'front' } as const;
  const evidence = { values: [{ ...number, value: fields.idNumber?.text, places }], liveness: [] };
  const cover = coverOf(FRONT, contentsOfCase({ documents: [FRONT], evidence }));
  return cover === 'picture' ? [] : (cover ?? []);
}

/** Left, top, right and bottom of what two pictures of the same size have clearly different. */
async function differenceOf(first: Buffer, second: Buffer) {
  const { data, info } = await sharp(first)
    .composite([{ input: second, blend: 'difference' }])
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = [...data.keys()]
    .filter((index) => (data[index] ?? 0) > 60)
    .map((index) => Math.floor(index / info.channels));
  const [xs, ys] = [at.map((pixel) => pixel % info.width), at.map((pixel) => Math.floor(pixel / info.width))];
  const ends = (all: readonly number[]) => [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
  const [[left = 0, right = 0], [top = 0, bottom = 0]] = [ends(xs), ends(ys)];
  return { left, top, right, bottom, width: info.width, height: info.height };
}

it.each([
  ['as it was taken', 0],
  ['on its side', 90],
  ['on its head', 180],
])(
  'the cover of a picture %s has in it all of the last four digits, and little else',
  {
    timeout: 600_000,
  },
  async (_, degrees) => {
    const turned = async (picture: Buffer) => sharp(picture).rotate(degrees).jpeg({ quality: 92 }).toBuffer();
    const picture = await turned(await drawIdFront(idCard));
    const other = await turned(await drawIdFront({ ...idCard, idNumber: `${idCard.idNumber.slice(0, -4)}0608` }));

    const cover = await coveredIn(picture);

    const digits = await differenceOf(picture, other);
    const [xs, ys] = [cover.flat().map(([x]) => x), cover.flat().map(([, y]) => y)];
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    expect(cover).toHaveLength(1);
    expect(left).toBeLessThanOrEqual(digits.left);
    expect(right).toBeGreaterThanOrEqual(digits.right);
    expect(top).toBeLessThanOrEqual(digits.top);
    expect(bottom).toBeGreaterThanOrEqual(digits.bottom);
    expect(((right - left) * (bottom - top)) / (digits.width * digits.height)).toBeLessThan(0.03);
  },
);

it('the cover of a photo of a person with their card leaves the number without its end, and most of the photo', {
  timeout: 240_000,
}, async () => {
  const { idNumber } = INDIVIDUAL.idCard;
  const photo = { ...FRONT, id: 'held', kind: 'handheld-photo' };
  const picture = await sharp(await papersOf(INDIVIDUAL, () => '2026-11-20')['handheld-photo']())
    .jpeg({ quality: 92 })
    .toBuffer();
  const { width, height } = await sharp(picture).metadata();
  const placesIn = async (text: string, bytes: Buffer) => {
    const file = { bytes: bytes.length, link: 'https://nowhere.example/held', load: async () => bytes };
    const seen = await ocrWith([]).lines(file);
    return seen.outcome === 'seen' ? placesOf(text, seen.lines) : [];
  };
  const places = await placesIn(idNumber, picture);

  const value = {
    field: 'eligibility.certificateNumber',
    source: 'read',
    agreement: 'same',
    document: 'held',
  } as const;
  const evidence = { values: [{ ...value, value: idNumber, places }], liveness: [] };
  const cover = coverOf(photo, contentsOfCase({ organizerKind: 'individual', documents: [photo], evidence }));

  const [place] = cover as readonly [Place];
  const points = place.map((corner) => corner.join(',')).join(' ');
  const painted = `<svg width="${width}" height="${height}"><polygon points="${points}"/></svg>`;
  const covered = await sharp(picture)
    .composite([{ input: Buffer.from(painted) }])
    .jpeg({ quality: 92 })
    .toBuffer();
  const [xs, ys] = [place.map(([x]) => x), place.map(([, y]) => y)];
  const area = (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
  expect(cover).toHaveLength(1);
  expect(area / (width * height)).toBeLessThan(0.01);
  expect(await placesIn(idNumber, covered)).toEqual([]);
  expect(await placesIn(idNumber.slice(0, 13), covered)).toHaveLength(1);
});
