import type { PackedFinding } from '../../../contracts/review-desk/package.ts';
import { isOfBlackList } from '../authority/authority-lists.ts';
import { type CheckedField, fieldsOf } from './fields.ts';
import { isOfRegister, type SecondViewReason } from './four-eyes.ts';
import { isWithin, pathOfPaper, type ReviewPackage } from './package.ts';
import { type Sources, sourcesOf } from './sources.ts';

/** A row of the checklist, before anybody has judged it. Its value is in clear. */
export interface CheckRow extends CheckedField, Sources {
  readonly needsJudgement: boolean;
  /** Somebody found in a round before that it fits, with the same before their eyes. */
  readonly wasJudged?: boolean | undefined;
  readonly findings: readonly PackedFinding[];
  /** The value of the round before, where it was another one. */
  readonly earlier: string | undefined;
  readonly isChanged: boolean;
  readonly asked: { readonly reason: string; readonly word: string | undefined } | undefined;
  readonly causesSecondView: boolean;
}

/** The round before, and what was flagged in it. */
export interface EarlierRound {
  readonly contents: ReviewPackage;
  readonly flagged: readonly { readonly field: string; readonly reason: string }[];
}

/** Findings of these severities want somebody's judgement; the others are for information. */
const TO_SETTLE = ['block', 'require', 'confirm'];
/** What nobody has confirmed, and what no machine has verified (docs/rules.md). */
const UNVERIFIED_RULES = ['RV-90', 'PN-92', 'MT-06', 'MT-94', 'MT-97', 'MT-98'];
/** Only people can say whether these are what they should be. Source: initial-review, section 2, marked H. */
const PAPERS_FOR_PEOPLE = [
  'commitment-letter',
  'handheld-photo',
  'authorization-letter',
  'residence-proof',
  'employment-proof',
  'pre-approval',
  'ending-declaration',
  'former-licence',
  'name-change-proof',
];
/** Where what fits no row stands. */
const WHOLE = 'filing';

/**
 * The rows of a case, in the order of the forms. What somebody has judged in a round before, `settledBefore` takes out.
 *
 * @param why two must agree on this case.
 */
export function checklistOf(
  reviewPackage: ReviewPackage,
  why: readonly SecondViewReason[],
  before?: EarlierRound,
): readonly CheckRow[] {
  const fields = fieldsOf(reviewPackage);
  const known = fields.map(({ path }) => path);
  const papers = new Set(reviewPackage.documents.map((document) => pathOfPaper(document, reviewPackage)));
  const placed = reviewPackage.findings.map((finding) => ({ finding, row: rowOfFinding(finding.field, known) }));
  const whole = placed.some(({ row }) => row === WHOLE) ? [WHOLE_ROW] : [];
  const earlier =
    before && new Map(fieldsOf(before.contents).map((field) => [placeIn(field.path, before.contents), field]));
  return [...whole, ...fields].map((field) => {
    const findings = placed.filter(({ row }) => row === field.path).map(({ finding }) => finding);
    const old = earlier?.get(placeIn(field.path, reviewPackage));
    const isChanged = earlier !== undefined && (old === undefined || !isSame(old, field));
    const asked = askedAbout(field.path, reviewPackage, before);
    const causesSecondView = why.some((reason) => isCausedBy(reason, field.path, findings));
    const sources = sourcesOf(field.path, findings, reviewPackage, field.path === WHOLE || papers.has(field.path));
    // Papers that stand for a code prove who asks: nothing else does.
    const isByPapers = reviewPackage.ending?.byPapers === true || reviewPackage.filingType === 'recovery';
    const isProof = isByPapers && papers.has(field.path);
    const isToSettle = findings.some(isUnsettled) || isForPeople(field.path) || isContradicted(sources) || isProof;
    return {
      ...field,
      ...sources,
      findings,
      earlier: isChanged ? old?.value : undefined,
      isChanged,
      asked,
      causesSecondView,
      needsJudgement: causesSecondView || isChanged || asked !== undefined || isToSettle,
    };
  });
}

/** The rows, one of which a person has asked a second one to look at first. */
export const beganAt = (rows: readonly CheckRow[], asked: string | undefined): readonly CheckRow[] =>
  rows.map((row) => (row.path === asked ? { ...row, causesSecondView: true, needsJudgement: true } : row));

/** Whether a finding wants somebody's judgement. */
export const isUnsettled = ({ severity, ruleId }: Pick<PackedFinding, 'severity' | 'ruleId'>): boolean =>
  TO_SETTLE.includes(severity) || UNVERIFIED_RULES.includes(ruleId);

/** Also what a change is about is settled by a person: nothing else says that it is right. */
const isContradicted = (sources: Sources): boolean =>
  Object.values(sources).some((source) => source?.agreement === 'differs');

const isForPeople = (path: string): boolean =>
  path.endsWith('.liveness') || PAPERS_FOR_PEOPLE.some((kind) => path.endsWith(`documents.${kind}`));

const WHOLE_ROW: CheckedField = {
  path: WHOLE,
  group: '整份备案',
  label: '备案类型',
  value: '',
  personal: undefined,
  documents: [],
};

/** The row of a finding: its field, the first field of its section, or the field that it is a part of. */
function rowOfFinding(path: string, rows: readonly string[]): string {
  const exact = rows.find((row) => row === path);
  const within = rows.find((row) => isWithin(row, path)) ?? rows.findLast((row) => isWithin(path, row));
  // A picture is named by its kind, whosever it is.
  const kind = /^documents\.([\w-]+)$/.exec(path)?.[1];
  const paper = kind && rows.find((row) => row.endsWith(`.documents.${kind}`));
  return exact ?? within ?? (paper || WHOLE);
}

/** A path that stays the same when a website before is taken out. */
export const placeIn = (path: string, { websites }: Pick<ReviewPackage, 'websites'>): string =>
  path.replace(/^websites\.(\d+)/, (_, at: string) => `websites.${websites[Number(at)]?.id ?? at}`);

const isSame = (a: CheckedField, b: CheckedField): boolean =>
  a.value === b.value && (a.value !== '' || a.documents.join() === b.documents.join());

function askedAbout(path: string, reviewPackage: ReviewPackage, before: EarlierRound | undefined): CheckRow['asked'] {
  for (const { item, field, word } of reviewPackage.repairs ?? []) {
    const reason = before?.flagged[item - 1]?.reason;
    if (isWithin(path, field)) return { reason: reason ?? '', word };
  }
  return undefined;
}

function isCausedBy(reason: SecondViewReason, path: string, findings: readonly PackedFinding[]): boolean {
  if (reason === 'block-overridden') return findings.some(({ severity }) => severity === 'block');
  if (reason === 'black-listed') return findings.some(isOfBlackList);
  if (reason === 'register-differs') return findings.some(isOfRegister);
  // Which organizer it is whose whole record ends, or goes to another account.
  if (reason === 'organizer-ends' || reason === 'account-lost') return path === 'eligibility.certificateNumber';
  return reason === 'pre-approval' && /^websites\.\d+\.details\.preApprovals$/.test(path);
}
