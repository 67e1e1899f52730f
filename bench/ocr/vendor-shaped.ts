import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { Corners, Reading as EngineReading } from 'engines/ocr/reading.ts';
import { ocrActions } from 'tencent-stand-in/ocr.ts';
import { weighedValues } from '../../functions/ocr/doubt.ts';
import { judge } from '../../functions/ocr/value-findings.ts';
import { licenceAnswer, licenceReading } from '../../shared/adapters/tencent/ocr/answers.ts';
import type { StatedLimits } from '../../shared/adapters/tencent/ocr/fields.ts';
import { lineAnswer, linesIn } from '../../shared/adapters/tencent/ocr/lines.ts';
import { validCardAnswer, validCardReading } from '../../shared/adapters/tencent/ocr/valid-card.ts';
import type { ReadableKind } from '../../shared/domain/media/document.ts';
import { isSure } from '../../shared/domain/media/evidence.ts';
import { placesOf } from '../../shared/domain/media/places.ts';
import { calibrated, type SettledReading } from '../../tools/calibration/calibrated.ts';
import { measured, type Row, within } from '../row.ts';

/** A picture, what is printed on it by the engine's names of fields, and what the engine reads in it. */
export interface ReadPaper {
  readonly picture: {
    readonly file: string;
    readonly kind: EngineReading['kind'];
    readonly level: string;
    readonly isSpoilt: boolean;
    /** Clockwise rotation of the upright picture in degrees, a multiple of 90. */
    readonly turn: number;
    readonly values: Readonly<Record<string, string>>;
  };
  readonly reading: EngineReading;
}

/**
 * The readings of the laptop's engine as the vendor's replies, read and weighed as the product does it: errors stay, and the
 * engine's confidence is mapped onto the ranges that a vendor may have, its rank kept. No fixed limit fits all of them.
 */
const RANGES: Readonly<Record<string, (confidence: number) => number | undefined>> = {
  '80 to 99': (confidence) => 80 + 0.19 * confidence,
  '60 to 95': (confidence) => 60 + 0.35 * confidence,
  'all 90': () => 90,
  'none stated': () => undefined,
};

const TODAY = '2026-11-25';
const GROUPS: Readonly<Record<string, RegExp>> = {
  'numbers, dates, sexes': / (idNumber|creditCode|birthDate|sex|validFrom|validTo|establishedOn)$/,
  'addresses of cards': /^id-front address$/,
};

interface Value {
  readonly group: string | undefined;
  readonly isRight: boolean;
  readonly isSure: boolean;
  readonly settled: SettledReading;
}

type Ask = (action: string, request: object) => Promise<Record<string, unknown>>;
/** The stand-in, whose engine reads in every picture what was read before. */
const standIn = (reading: EngineReading): Ask => {
  const engine: OcrEngine = { read: async () => reading, close: async () => {} };
  const actions = ocrActions(engine);
  return async (action, request) =>
    (await actions[`ocr/2018-11-19/${action}`]?.({ ...PICTURE, ...request }, NOBODY)) ?? {};
};
const NOBODY = { secretId: '', region: undefined };
const PICTURE = { ImageBase64: Buffer.from('a picture').toString('base64') };

/** Values of one picture; undefined where it is refused. */
async function valuesOf(
  { picture: { kind, values: printed }, reading }: ReadPaper,
  mapped: (confidence: number) => number | undefined,
  limits: StatedLimits,
): Promise<readonly Value[] | undefined> {
  const ask = standIn(reading);
  const found = await vendorReading(kind as ReadableKind, ask, mapped, limits).catch(() => undefined);
  if (found?.outcome !== 'read') return undefined;
  const lines = linesIn(lineAnswer.parse(await ask('GeneralAccurateOCR', { IsWords: true })));
  const twice = Object.keys(found.fields).filter((name) => placesOf(found.fields[name]?.text ?? '', lines).length > 0);
  const weighed = weighedValues(kind as ReadableKind, found.fields, { warnings: found.warnings, twice, today: TODAY });
  const { fields } = judge(kind as ReadableKind, weighed, { today: TODAY, region: '', agreed: weighed });
  return Object.entries(printed).flatMap(([name, truth]): Value[] => {
    const read = fields[name];
    if (!read) return [];
    const sure = isSure(read);
    const isRight = isSame(read.text, truth);
    const settled = {
      value: `${read.origin?.split('.').at(-1)}.${name}`,
      ...(read.confidence !== undefined && { confidence: read.confidence }),
      evidence: read.evidence ?? [],
      isSure: sure,
      isChanged: !isRight,
    };
    const group = Object.keys(GROUPS).find((label) => GROUPS[label]?.test(`${kind} ${name}`));
    return [{ group, isRight, isSure: sure, settled }];
  });
}

const SWITCHES = ['Border', 'Occlusion', 'Copy', 'Reshoot', 'PS', 'Word', 'Quality'];

async function vendorReading(
  kind: ReadableKind,
  ask: Ask,
  mapped: (confidence: number) => number | undefined,
  limits: StatedLimits,
) {
  if (kind === 'business-licence')
    return licenceReading(licenceAnswer.parse(await ask('BizLicenseOCR', { EnableCopyWarn: true })));
  const request = Object.fromEntries(SWITCHES.map((name) => [`Enable${name}Check`, true]));
  const reply = JSON.parse(JSON.stringify(await ask('RecognizeValidIDCardOCR', request)), (key, value) =>
    key === 'Confidence' ? mapped(value) : value,
  );
  return validCardReading(kind === 'id-back' ? 'BACK' : 'FRONT', validCardAnswer.parse(reply), limits);
}

/** Whether two texts are the same but for the width of characters and for spaces. */
export const isSame = (first: string | undefined, second: string | undefined): boolean =>
  first !== undefined && second !== undefined && plain(first) === plain(second);
const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/**
 * What the engine reads in 300 drawn papers, one in four spoilt, as it was recorded once: the program that drew them is gone, last in
 * commit 4084b8a3. Of lines only their text was kept, and no portrait.
 */
export function recordedPapers(): readonly ReadPaper[] {
  const file = readFileSync(new URL('./readings.json.gz', import.meta.url));
  const corners = Array.from({ length: 4 }, () => [0, 0]) as unknown as Corners;
  const printed = (text: string) => ({ text, confidence: 1, corners });
  const papers = JSON.parse(gunzipSync(file).toString()) as readonly (ReadPaper & {
    readonly lines: readonly string[];
  })[];
  return papers.map(({ picture, reading, lines }) => {
    const seen = lines.map((text) => ({ ...printed(text), characters: [...text].map(printed) }));
    return { picture, reading: { ...reading, lines: seen } };
  });
}

/** Few pictures prove little; a deployment wants hundreds (`tools/calibration/calibrated.ts`). */
const HERE = { mostChanged: 0, least: 5 };

/** Figures of each range, without limits, and with those that the other half of the papers gives. */
export async function vendorShapedRows(read: readonly ReadPaper[]): Promise<readonly Row[]> {
  const papers = read.filter(({ picture, reading }) => picture.kind !== 'unknown' && reading.kind === picture.kind);
  const halves = [0, 1].map((half) => papers.filter((_, index) => index % 2 === half));
  const rows: Row[] = [];
  for (const [range, mapped] of Object.entries(RANGES)) {
    const valuesIn = async (half: readonly ReadPaper[], limits: StatedLimits) => {
      const values = half.map((paper) => valuesOf(paper, mapped, limits));
      return (await Promise.all(values)).flatMap((known) => known ?? []);
    };
    const before = await Promise.all(halves.map((half) => valuesIn(half, {})));
    const limits = before.map((values) => limitsFrom(values.map(({ settled }) => settled)));
    const after = await Promise.all(halves.map((half, index) => valuesIn(half, limits[1 - index] ?? {})));
    rows.push(...rowsOf(range, before.flat()), ...rowsOf(`${range}, calibrated`, after.flat()));
  }
  return rows;
}

const limitsFrom = (settled: readonly SettledReading[]): StatedLimits =>
  Object.fromEntries(
    calibrated(settled, HERE).flatMap(({ value, limit }) => (limit === undefined ? [] : [[value, limit]])),
  );

function rowsOf(range: string, values: readonly Value[]): readonly Row[] {
  const share = (part: number, whole: number) => (100 * part) / Math.max(1, whole);
  const silent = values.filter((value) => value.isSure && !value.isRight).length;
  const marked = (group: string, limit: number | undefined): Row => {
    const right = values.filter((value) => value.group === group && value.isRight);
    const metric = `${range}: right ${group} marked (n=${right.length})`;
    const value = share(right.filter((known) => !known.isSure).length, right.length);
    return limit === undefined ? measured({ metric, unit: '%', value }) : within(limit, { metric, unit: '%', value });
  };
  // Where every value has the same confidence, or none, no limit helps.
  const saysSomething = range === '80 to 99, calibrated' || range === '60 to 95, calibrated';
  const metric = `${range}: silently wrong (n=${values.length})`;
  return [
    within(0.3, { metric, value: share(silent, values.length), unit: '%' }),
    marked('numbers, dates, sexes', 10),
    marked('addresses of cards', saysSomething ? 40 : undefined),
  ];
}
