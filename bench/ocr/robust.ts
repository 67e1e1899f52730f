import { type Defect, planRobustness, type RobustnessPicture } from 'specimens/robustness.ts';
import { unreadableFinding, warningFinding } from '../../functions/ocr/picture-findings.ts';
import { DIVISIONS } from '../../local/divisions.ts';
import type { PictureWarning, UnreadableReason } from '../../shared/ports/ocr.ts';
import { textTable } from '../../tools/text-table.ts';
import { type Row, within } from '../row.ts';
import { companyOf, isUnanswered, type Shown, twoAtOnce, typedBefore, withProductPath } from './product-path.ts';
import { fieldsOf, marked, normal } from './score.ts';

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
  readonly shown: Shown;
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
/** Reasons that hold for any bad picture: its print can't be read. So does what intake says of the picture (MT-05). */
const RIGHT_REASONS: readonly UnreadableReason[] = ['blurred', 'too-small', 'incomplete', 'not-this-certificate'];
const RIGHT_FOR_WRONG_PAPER: readonly UnreadableReason[] = ['wrong-side', 'not-this-certificate', 'several-cards'];

const MAX_SILENT_PERCENT = 1;
/** In percent: defects that may be missed, and pictures without one that may be accused of it. */
const [MAX_MISSED_PERCENT, MAX_FALSE_PERCENT] = [20, 2] as const;
const NEVER_SILENT = /^(thumb|mosaic|black bar|copy)$/;

/**
 * Uploads pictures as phones make them to a laptop, and says of each value whether the form shows it right, marked,
 * refused for a good reason, or silently wrong.
 */
export async function measureRobustness(seed: number, only: RegExp | undefined): Promise<readonly Row[]> {
  const pictures = planRobustness(seed, DIVISIONS).filter(
    (one) => !only || only.test(`${one.fault} ${one.step} ${one.uploadedAs}`),
  );
  const companies = pictures.flatMap(({ uploadedAs, values }) => companyOf(uploadedAs, values));
  const verdicts: Verdict[] = [];
  await withProductPath(companies, (path) =>
    twoAtOnce(pictures, async (picture) => {
      const kind = picture.uploadedAs;
      const upload = { file: await picture.draw(), kind, typed: typedBefore(kind, picture.values) };
      const verdict = judged(picture, await path.show(upload));
      verdicts.push(verdict);
      console.log(`${String(verdicts.length).padStart(3)}/${pictures.length}  ${lineOf(verdict)}`);
    }),
  );
  const inOrder = pictures.flatMap((picture) => verdicts.filter((one) => one.picture === picture));
  printSteps(inOrder);
  return rowsOf(inOrder);
}

function judged(picture: RobustnessPicture, shown: Shown): Verdict {
  const fields = Object.keys(picture.isWrongPaper ? shown.fields : picture.values);
  const inEngine = shown.engine ? fieldsOf(shown.engine) : {};
  const values = fields.map((field): ValueVerdict => {
    const printed = picture.values[field] ?? '';
    const isRight = (text: string) => normal(text) === normal(printed);
    const [read, seen] = [shown.fields[field], marked(inEngine[field])];
    const ofRead = read && (isRight(read.text) ? 'right' : read.isDoubtful ? 'marked' : 'silently wrong');
    return {
      field,
      printed,
      read: read?.text,
      outcome: isRefused(shown) ? 'refused' : (ofRead ?? 'unread'),
      isSilentInEngine: !isRefused(shown) && seen !== undefined && !seen.isDoubtful && !isRight(seen.text),
    };
  });
  return { picture, shown, values };
}

const isRefused = ({ state }: Shown): boolean => state === 'refused';

/** Whether a refusal tells the person what is wrong. */
const isRightReason = ({ picture, shown }: Verdict): boolean =>
  shown.findings.some(({ ruleId, severity, message }) => {
    const reasons = picture.isWrongPaper ? RIGHT_FOR_WRONG_PAPER : RIGHT_REASONS;
    const isOfIntake = ruleId === 'MT-05' && severity === 'block' && !picture.isWrongPaper;
    return isOfIntake || reasons.some((reason) => unreadableFinding(reason).message === message);
  });

function lineOf({ picture, shown, values }: Verdict): string {
  const misses = values.flatMap(({ field, printed, read, outcome, isSilentInEngine }) =>
    outcome === 'right' || outcome === 'refused'
      ? []
      : [
          `${outcome === 'silently wrong' ? '!' : ''}${isSilentInEngine ? '!' : ''}${field} ${printed} → ${read ?? '—'}`,
        ],
  );
  const name = `${picture.fault} ${picture.step} ${picture.uploadedAs}`.padEnd(44);
  const found = shown.findings.map(({ ruleId, message }) => `[${ruleId} ${message.split(/[，。]/)[0]}]`);
  return [name, ...(isRefused(shown) ? ['refused'] : []), ...found, ...misses].join('  ');
}

function printSteps(verdicts: readonly Verdict[]): void {
  const nameOf = ({ picture }: Verdict) => `${picture.fault} ${picture.step}`.trim();
  const rows = [...new Set(verdicts.map(nameOf))].map((name) => {
    const of = verdicts.filter((one) => nameOf(one) === name);
    const values = of.flatMap((one) => one.values);
    const count = (outcome: Outcome) => values.filter((value) => value.outcome === outcome).length;
    const refused = of.filter(({ shown }) => isRefused(shown));
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
  const refused = verdicts.filter(({ shown }) => isRefused(shown));
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
      metric: 'no answer within the time of a call',
      value: verdicts.filter(({ shown }) => isUnanswered(shown)).length,
      unit: 'pictures',
    }),
    within(0, {
      metric: 'other papers taken for the right one',
      value: verdicts.filter(({ picture, shown }) => picture.isWrongPaper && !isRefused(shown)).length,
      unit: 'pictures',
    }),
    ...(Object.keys(WARNINGS) as Defect[]).flatMap((defect) => findingRows(defect, verdicts)),
  ];
}

/** Of pictures that were read: a refused one needs no finding. */
function findingRows(defect: Defect, verdicts: readonly Verdict[]): Row[] {
  const read = verdicts.filter(({ shown, picture }) => !isRefused(shown) && !picture.isWrongPaper);
  const has = ({ picture }: Verdict) => picture.defect === defect;
  const isSeen = ({ shown }: Verdict) =>
    shown.findings.some(({ message }) => message === warningFinding(WARNINGS[defect]).message);
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
