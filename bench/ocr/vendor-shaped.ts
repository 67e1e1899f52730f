import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { Reading as EngineReading } from 'engines/ocr/reading.ts';
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
import type { ReadPaper } from './recorded.ts';
import type { TruePicture } from './truth.ts';

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
  // The action for licences states no confidence, in whatever range.
  'addresses of cards': /^id-front address$/,
  'addresses of licences': /^business-licence address$/,
  names: / (name|legalRepresentative)$/,
};

interface Value {
  readonly group: string | undefined;
  readonly isRight: boolean;
  readonly isSure: boolean;
  /** Sure too where the commercial register knows the company just as it was read. */
  readonly isSureByRegister: boolean;
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
  { kind, values: printed }: TruePicture,
  reading: EngineReading,
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
  const isKnown = ['creditCode', 'name', 'legalRepresentative'].every((name) =>
    isSame(fields[name]?.text, printed[name]),
  );
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
    const byRegister = kind === 'business-licence' && isKnown && /^(name|legalRepresentative|creditCode)$/.test(name);
    return [{ group, isRight, isSure: sure, isSureByRegister: sure || byRegister, settled }];
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

const isSame = (first: string | undefined, second: string | undefined): boolean =>
  first !== undefined && second !== undefined && plain(first) === plain(second);
const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** Few pictures prove little; a deployment wants hundreds (`tools/calibration/calibrated.ts`). */
const HERE = { mostChanged: 0, least: 5 };

/** Figures of each range, without limits, and with those that the other half of the papers gives. */
export async function vendorShapedRows(read: readonly ReadPaper[]): Promise<readonly Row[]> {
  const papers = read.filter(({ picture, reading }) => picture.kind !== 'unknown' && reading.kind === picture.kind);
  const halves = [0, 1].map((half) => papers.filter((_, index) => index % 2 === half));
  const rows: Row[] = [];
  for (const [range, mapped] of Object.entries(RANGES)) {
    const valuesIn = async (half: readonly ReadPaper[], limits: StatedLimits) => {
      const values = half.map(({ picture, reading }) => valuesOf(picture, reading, mapped, limits));
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
  const marked = (group: string, limit: number | undefined, byRegister = false): Row => {
    const right = values.filter((value) => value.group === group && value.isRight);
    const unsure = right.filter((value) => !(byRegister ? value.isSureByRegister : value.isSure));
    const metric = `${range}: right ${group} marked${byRegister ? ', with the register' : ''} (n=${right.length})`;
    const row = { metric, unit: '%', value: share(unsure.length, right.length) } as const;
    return limit === undefined ? measured(row) : within(limit, row);
  };
  const saysSomething = range === '80 to 99, calibrated' || range === '60 to 95, calibrated';
  return [
    within(0.3, {
      metric: `${range}: silently wrong (n=${values.length})`,
      value: share(silent, values.length),
      unit: '%',
    }),
    marked('numbers, dates, sexes', 10),
    marked('addresses of cards', saysSomething ? 40 : undefined),
    marked('addresses of licences', undefined),
    marked('names', undefined),
    marked('names', undefined, true),
  ];
}
