import type { Reading as EngineReading } from 'engines/ocr/reading.ts';
import { type Defect, planRobustness, type RobustnessPicture } from 'specimens/robustness.ts';
import { DIVISIONS } from '../../local/divisions.ts';
import type { ReadField, ReadFields } from '../../shared/domain/media/document.ts';
import { offered } from '../../shared/domain/media/evidence.ts';
import type { PictureWarning } from '../../shared/ports/ocr.ts';
import { textTable } from '../../tools/text-table.ts';
import { type Row, within } from '../row.ts';
import { openPicturePath, type ProductReading } from './picture-path.ts';
import { normal } from './score.ts';

/** What became of one printed value. `unread`: the form asks for it. */
type Outcome = 'right' | 'marked' | 'unread' | 'refused' | 'silently wrong';

interface ValueVerdict {
  readonly field: string;
  readonly printed: string;
  readonly read: string | undefined;
  readonly outcome: Outcome;
  /** Wrong, and without a doubt of the engine itself. */
  readonly isSilentInEngine: boolean;
}

interface Verdict {
  readonly picture: RobustnessPicture;
  readonly reading: ProductReading;
  readonly values: readonly ValueVerdict[];
}

/** The warning for each defect. */
const WARNINGS: Readonly<Record<Defect, PictureWarning>> = {
  cut: 'cut-edge',
  covered: 'covered',
  glare: 'reflection',
  copy: 'copy',
  screen: 'screen',
};
/** Reasons that hold for any bad picture: its print can't be read. */
const ALWAYS_RIGHT =
  /^(blurred|too-small|incomplete|several-cards|not-this-certificate|intake: |no answer: FailedOperation.OcrFailed)/;
const WRONG_PAPER = /^(wrong-side|not-this-certificate|several-cards)$/;

const MAX_SILENT_PERCENT = 1;
/** In percent: defects that may be missed, and pictures without one that may be accused of it. */
const [MAX_MISSED_PERCENT, MAX_FALSE_PERCENT] = [20, 2] as const;
const NEVER_SILENT = /^(thumb|mosaic|black bar|copy)$/;

/**
 * Reads pictures as phones make them by the way of the product, and says of each value whether it is right, marked,
 * refused for a good reason, or silently wrong.
 */
export async function measureRobustness(seed: number, only: RegExp | undefined): Promise<readonly Row[]> {
  const pictures = planRobustness(seed, DIVISIONS).filter(
    (one) => !only || only.test(`${one.fault} ${one.step} ${one.uploadedAs}`),
  );
  const path = await openPicturePath();
  try {
    const verdicts: Verdict[] = [];
    for (const [index, picture] of pictures.entries()) {
      const verdict = judged(picture, await path.read(picture.uploadedAs, await picture.draw()));
      verdicts.push(verdict);
      console.log(`${String(index + 1).padStart(3)}/${pictures.length}  ${lineOf(verdict)}`);
    }
    printSteps(verdicts);
    return rowsOf(verdicts);
  } finally {
    await path.close();
  }
}

function judged(picture: RobustnessPicture, reading: ProductReading): Verdict {
  const fields = Object.keys(picture.isWrongPaper ? reading.fields : picture.values);
  const values = fields.map((field): ValueVerdict => {
    const printed = picture.values[field] ?? '';
    const read = reading.fields[field];
    const isRight = read !== undefined && normal(read.text) === normal(printed);
    const outcome = reading.refusal
      ? 'refused'
      : !read
        ? 'unread'
        : isRight
          ? 'right'
          : isMarked(read)
            ? 'marked'
            : 'silently wrong';
    const seen = fieldsOf(reading.engine)[field];
    const isSilentInEngine =
      !reading.refusal && seen !== undefined && normal(seen.text) !== normal(printed) && !isMarked(seen);
    return { field, printed, read: read?.text, outcome, isSilentInEngine };
  });
  return { picture, reading, values };
}

/** As the form offers it: 请核对. */
const isMarked = (read: ReadField): boolean => offered({ read }).read?.isDoubtful ?? true;

const fieldsOf = (reading: EngineReading | undefined): ReadFields =>
  reading && 'fields' in reading ? reading.fields : {};

/** Whether a refusal tells the person what is wrong. */
const isRightReason = ({ picture, reading: { refusal = '' } }: Verdict): boolean =>
  picture.isWrongPaper ? WRONG_PAPER.test(refusal) : ALWAYS_RIGHT.test(refusal);

function lineOf({ picture, reading, values }: Verdict): string {
  const misses = values.flatMap(({ field, printed, read, outcome, isSilentInEngine }) =>
    outcome === 'right' || outcome === 'refused'
      ? []
      : [
          `${outcome === 'silently wrong' ? '!' : ''}${isSilentInEngine ? '!' : ''}${field} ${printed} → ${read ?? '—'}`,
        ],
  );
  const name = `${picture.fault} ${picture.step} ${picture.uploadedAs}`.padEnd(44);
  return `${name} ${[reading.refusal ?? '', ...reading.warnings.map((one) => `[${one}]`), ...misses].join('  ')}`;
}

function printSteps(verdicts: readonly Verdict[]): void {
  const nameOf = ({ picture }: Verdict) => `${picture.fault} ${picture.step}`.trim();
  const rows = [...new Set(verdicts.map(nameOf))].map((name) => {
    const of = verdicts.filter((one) => nameOf(one) === name);
    const values = of.flatMap((one) => one.values);
    const count = (outcome: Outcome) => values.filter((value) => value.outcome === outcome).length;
    const refused = of.filter(({ reading }) => reading.refusal);
    return [
      name,
      String(of.length),
      String(values.length),
      String(count('right')),
      String(count('marked')),
      String(count('unread')),
      `${refused.filter(isRightReason).length}/${refused.length}`,
      String(count('silently wrong')),
      String(values.filter((value) => value.isSilentInEngine).length),
    ];
  });
  const head = 'fault,pictures,values,right,marked,unread,refused rightly,silently wrong,… in the engine'.split(',');
  console.log(`\n${textTable([head, ...rows])}\n`);
}

function rowsOf(verdicts: readonly Verdict[]): Row[] {
  const values = verdicts.flatMap((one) => one.values);
  const percent = (part: number, of: number) => (100 * part) / Math.max(1, of);
  const isSilent = ({ outcome }: ValueVerdict) => outcome === 'silently wrong';
  const strict = verdicts.filter(({ picture }) => NEVER_SILENT.test(picture.fault)).flatMap((one) => one.values);
  const refused = verdicts.filter(({ reading }) => reading.refusal);
  return [
    within(MAX_SILENT_PERCENT, {
      metric: `silently wrong (n=${values.length})`,
      value: percent(values.filter(isSilent).length, values.length),
      unit: '%',
    }),
    within(MAX_SILENT_PERCENT, {
      metric: `silently wrong in the engine (n=${values.length})`,
      value: percent(values.filter((value) => value.isSilentInEngine).length, values.length),
      unit: '%',
    }),
    within(0, {
      metric: `silently wrong, covered or copied (n=${strict.length})`,
      value: percent(strict.filter(isSilent).length, strict.length),
      unit: '%',
    }),
    within(0, {
      metric: `refused for a wrong reason (n=${refused.length})`,
      value: refused.filter((one) => !isRightReason(one)).length,
      unit: 'pictures',
    }),
    within(0, {
      metric: 'other papers taken for the right one',
      value: verdicts.filter(({ picture, reading }) => picture.isWrongPaper && !reading.refusal).length,
      unit: 'pictures',
    }),
    ...(Object.keys(WARNINGS) as Defect[]).flatMap((defect) => findingRows(defect, verdicts)),
  ];
}

/** Of pictures that were read: a refused one needs no finding. */
function findingRows(defect: Defect, verdicts: readonly Verdict[]): Row[] {
  const read = verdicts.filter(({ reading, picture }) => !reading.refusal && !picture.isWrongPaper);
  const has = ({ picture }: Verdict) => picture.defect === defect;
  const isSeen = ({ reading }: Verdict) => reading.warnings.includes(WARNINGS[defect]);
  const [spoilt, others] = [read.filter(has), read.filter((one) => !has(one))];
  const percent = (part: readonly unknown[], of: readonly unknown[]) => (100 * part.length) / Math.max(1, of.length);
  return [
    within(MAX_MISSED_PERCENT, {
      metric: `${defect}, not seen (n=${spoilt.length})`,
      value: percent(
        spoilt.filter((one) => !isSeen(one)),
        spoilt,
      ),
      unit: '%',
    }),
    within(MAX_FALSE_PERCENT, {
      metric: `${defect}, seen where it isn't (n=${others.length})`,
      value: percent(others.filter(isSeen), others),
      unit: '%',
    }),
  ];
}
