import { createFaceEngine } from 'engines/face/engine.ts';
import { createOcrEngine } from 'engines/ocr/engine.ts';
import sharp, { type Sharp } from 'sharp';
import { drawIdBack, drawIdFront, drawLicence } from 'specimens/cards.ts';
import { drawHandheld, drawNotACertificate, drawSignedLetter } from 'specimens/letters.ts';
import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { iaiActions } from 'tencent-stand-in/iai.ts';
import { ocrActions } from 'tencent-stand-in/ocr.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { createFaces } from '../../shared/adapters/tencent/faces/faces.ts';
import { createOcr } from '../../shared/adapters/tencent/ocr/ocr.ts';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { judgeHandheld } from '../../shared/domain/media/handheld.ts';
import { judgeLetter } from '../../shared/domain/media/letter.ts';
import { contentsOf } from '../../tests/support/filings/filings.ts';
import { drawFilledForm } from '../../tests/support/pictures/drawn-form.ts';
import { smallCopy } from './small-copy.ts';

// Drawn sets through the vendor's protocol and the real engines: what must never be green, and what must be.

const [ocrEngine, faceEngine] = [createOcrEngine(), createFaceEngine()];
const cloud = await startCloudApi({
  port: 0,
  credentials: LAPTOP_CREDENTIALS,
  actions: { ...ocrActions(ocrEngine), ...iaiActions(faceEngine) },
});
afterAll(async () => {
  await cloud.stop();
  await Promise.all([ocrEngine.close(), faceEngine.close()]);
});
const settings = {
  credentials: () => LAPTOP_CREDENTIALS,
  region: 'ap-guangzhou',
  endpoint: cloud.url,
  timeoutSeconds: 180,
  storeIsReachable: false,
};
const ocr = createOcr({
  ...settings,
  takeTurn: async () => true,
  checkedKinds: [],
  locatedKinds: [],
  idCardAction: 'IDCardOCR',
});
const faces = createFaces(settings);

const SIGNED = '2026-11-30';
const OTHER = '2026-11-29';
const inContents = (specimen: Specimen): FilingContents => contentsOf(specimen, 'site');

/** The parts that are missing, as intake keeps the picture. */
async function missingIn(kind: 'letter' | 'handheld', specimen: Specimen, drawn: Buffer): Promise<readonly string[]> {
  const picture = await sharp(drawn)
    .resize({ width: 2560, height: 2560, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 92 })
    .toBuffer();
  const file = { bytes: picture.length, link: 'https://nowhere.example/picture', load: async () => picture };
  const seen = await ocr.lines(file);
  const lines = seen.outcome === 'seen' ? seen.lines : [];
  const contents = inContents(specimen);
  const parts =
    kind === 'letter'
      ? judgeLetter(contents, lines, (await smallCopy(picture)).copy)
      : judgeHandheld(contents, lines, await faces.detect({ link: file.link, load: file.load }));
  return parts.filter(({ problem }) => problem !== undefined).map(({ part }) => part);
}

const SPECIMENS = [ENTERPRISE, INDIVIDUAL] as const;
const TAKES = [{}, { tilt: -4, blur: 1 }, { turn: 90 }] as const;

/** The share of pictures in which nothing is missing, and what is missing in the others. */
async function goodOf(kind: 'letter' | 'handheld', drawn: readonly (readonly [Specimen, () => Promise<Buffer>])[]) {
  const results = [];
  for (const [specimen, draw] of drawn) results.push(await missingIn(kind, specimen, await draw()));
  const bad = results.filter((missing) => missing.length > 0);
  return { share: 1 - bad.length / drawn.length, bad };
}

const held = async (specimen: Specimen) => {
  const face = await portrait();
  return 'licence' in specimen
    ? drawLicence(specimen.licence, { onDesk: false })
    : drawIdFront(specimen.idCard, { portrait: face, onDesk: false });
};
const handheld = async (specimen: Specimen, paper?: Buffer) =>
  drawHandheld(await portrait(), paper ?? (await held(specimen)));
const nobody = () =>
  sharp({ create: { width: 480, height: 480, channels: 4, background: '#f4f4f2' } })
    .png()
    .toBuffer();

describe('of good pictures at least 95 % are green', { timeout: 600_000 }, () => {
  it('letters, printed by the product or by others', async () => {
    const drawn = SPECIMENS.flatMap((specimen) =>
      TAKES.flatMap((take) => [
        [specimen, () => drawSignedLetter(specimen, SIGNED, take)] as const,
        [specimen, () => drawFilledForm(specimen, take)] as const,
      ]),
    );

    const { share, bad } = await goodOf('letter', drawn);

    expect(bad).toHaveLength(Math.round((1 - share) * drawn.length));
    expect(share, JSON.stringify(bad)).toBeGreaterThanOrEqual(0.95);
  });

  it('hand-held photos', async () => {
    const changes = [
      (photo: Sharp) => photo,
      (photo: Sharp) => photo.modulate({ brightness: 0.8 }),
      (photo: Sharp) => photo.resize({ width: 1000 }),
      (photo: Sharp) => photo.jpeg({ quality: 60 }),
      (photo: Sharp) => photo.rotate(2, { background: '#f4f4f2' }),
    ];
    const drawn = SPECIMENS.flatMap((specimen) =>
      changes.map((change) => [specimen, async () => change(sharp(await handheld(specimen))).toBuffer()] as const),
    );

    const { share, bad } = await goodOf('handheld', drawn);

    expect(share, JSON.stringify(bad)).toBeGreaterThanOrEqual(0.95);
  });
});

describe('a letter is never green', { timeout: 600_000 }, () => {
  const otherDomain = (specimen: Specimen) => ({ ...specimen, domain: 'yunfan-keji.com' });
  const otherName = { ...ENTERPRISE, organizer: { ...ENTERPRISE.organizer, name: '深圳市海岸样例贸易有限公司' } };

  it.each<[string, string, Specimen, () => Promise<Buffer>]>([
    ['an ID card’s back', 'heading', ENTERPRISE, () => drawIdBack(ENTERPRISE.idCard)],
    ['a licence', 'heading', ENTERPRISE, () => drawLicence(ENTERPRISE.licence)],
    ['another picture', 'heading', INDIVIDUAL, () => drawNotACertificate()],
    ['a letter of another company', 'names', ENTERPRISE, () => drawSignedLetter(otherName, SIGNED)],
    ['a letter about another domain', 'domain', ENTERPRISE, () => drawSignedLetter(otherDomain(ENTERPRISE), SIGNED)],
    ['the form about another domain', 'domain', INDIVIDUAL, () => drawFilledForm(otherDomain(INDIVIDUAL))],
  ])('that is %s', async (_, part, specimen, draw) => {
    expect(await missingIn('letter', specimen, await draw())).toContain(part);
  });

  it.each(
    SPECIMENS.flatMap((specimen) =>
      (['signature', 'date', 'mark'] as const).flatMap((forgotten) => [
        [forgotten, specimen, () => drawSignedLetter(specimen, SIGNED, { tilt: -4, blur: 1, forgotten })] as const,
        [forgotten, specimen, () => drawFilledForm(specimen, { turn: 90, forgotten })] as const,
      ]),
    ),
  )('without %s', async (_, specimen, draw) => {
    // Which part is named for which lines is tested in shared/domain/media/letter.test.ts.
    expect(await missingIn('letter', specimen, await draw())).not.toEqual([]);
  });
});

describe('a hand-held photo is never green', { timeout: 600_000 }, () => {
  const twice = async () => {
    const photo = await handheld(INDIVIDUAL);
    const second = await sharp(await portrait())
      .resize(560)
      .toBuffer();
    return sharp(photo)
      .composite([{ input: second, left: 640, top: 100 }])
      .jpeg()
      .toBuffer();
  };

  it.each<[string, string, Specimen, () => Promise<Buffer>]>([
    ['a licence alone', 'face', ENTERPRISE, () => drawLicence(ENTERPRISE.licence)],
    ['a card alone', 'face', INDIVIDUAL, async () => drawIdFront(INDIVIDUAL.idCard, { portrait: await portrait() })],
    ['a card without its person', 'face', INDIVIDUAL, async () => drawHandheld(await nobody(), await held(INDIVIDUAL))],
    ['two people', 'face', INDIVIDUAL, twice],
    ['a person without a card', 'card', INDIVIDUAL, async () => drawHandheld(await portrait(), await nobody())],
    [
      'a person with the card’s back',
      'card',
      INDIVIDUAL,
      async () => handheld(INDIVIDUAL, await drawIdBack(INDIVIDUAL.idCard, { onDesk: false })),
    ],
    [
      'a person with somebody else’s card',
      'card',
      INDIVIDUAL,
      async () => handheld(INDIVIDUAL, await drawIdFront(ENTERPRISE.idCard, { onDesk: false })),
    ],
    [
      'a person with a card that is not legible',
      'card',
      INDIVIDUAL,
      async () =>
        handheld(
          INDIVIDUAL,
          await sharp(await held(INDIVIDUAL))
            .blur(14)
            .toBuffer(),
        ),
    ],
    ['a person of a company with their card', 'card', ENTERPRISE, async () => handheld(INDIVIDUAL)],
    ['a commitment letter', 'face', ENTERPRISE, () => drawSignedLetter(ENTERPRISE, OTHER)],
  ])('that shows %s', async (_, part, specimen, draw) => {
    expect(await missingIn('handheld', specimen, await draw())).toContain(part);
  });
});
