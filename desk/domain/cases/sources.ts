import type { MachineValue, Place } from '../../../contracts/review-desk/evidence.ts';
import type { PackedFinding } from '../../../contracts/review-desk/package.ts';
import { textOf } from './fields.ts';
import { isAbout, type ReviewPackage } from './package.ts';

/** What another source says of a value. `silent`: it gave no answer that counts, which is not agreement. */
export type SourceAnswer = 'same' | 'differs' | 'silent';

/** Another source beside a typed value, in clear. */
export interface SourceSaid {
  readonly agreement: SourceAnswer;
  /** Its value where it differs: '' where nothing stands there. The register does not tell its own. */
  readonly value?: string | undefined;
  /** 0 to 1, of what was read. */
  readonly confidence?: number | undefined;
  /** Whether what was read counts without a person's look. */
  readonly isSure?: boolean | undefined;
  /** The picture that it was read from. */
  readonly documentId?: string | undefined;
  /** Where it stands in the picture, line by line. */
  readonly places?: readonly Place[] | undefined;
}

/** Sources of one row. Absent: it was not asked, or has nothing to say about such a value. */
export interface Sources {
  readonly read: SourceSaid | undefined;
  readonly register: SourceSaid | undefined;
  /** What is filed, beside a change of it. */
  readonly record: SourceSaid | undefined;
}

/**
 * Rules by which the filing service compares with the certificate that was read, and with the commercial register
 * (docs/rules.md). They speak for packages without evidence.
 */
const READ: Readonly<Record<string, SourceAnswer>> = {
  'FD-18': 'differs',
  'FD-19': 'differs',
  'FD-96': 'differs',
  'FD-98': 'silent',
  'RV-90': 'silent',
};
const REGISTER: Readonly<Record<string, SourceAnswer>> = { 'FD-92': 'differs', 'FT-93': 'differs', 'FT-94': 'silent' };

/** What the sources say of a row. @param findings of the row. @param isPaper a row without a value of its own. */
export function sourcesOf(
  path: string,
  findings: readonly PackedFinding[],
  reviewPackage: ReviewPackage,
  isPaper: boolean,
): Sources {
  return {
    read: saidBy('read', path, reviewPackage) ?? foundBy(findings, READ),
    register: saidBy('register', path, reviewPackage) ?? foundBy(findings, REGISTER),
    record: isPaper ? undefined : filedAt(path, reviewPackage),
  };
}

/** The first that differs, else the first that is silent: two pictures may show the same value. */
function saidBy(source: string, path: string, { evidence }: ReviewPackage): SourceSaid | undefined {
  const said = evidence?.values.filter((value) => value.field === path && value.source === source) ?? [];
  const item = worst(said, ({ agreement }) => agreement);
  return item && sourceSaid(item);
}

const sourceSaid = ({ agreement, value, confidence, isSure, document, places }: MachineValue): SourceSaid => ({
  agreement,
  value: agreement === 'differs' && value !== undefined ? textOf(value) : undefined,
  confidence,
  isSure,
  documentId: document,
  places,
});

function foundBy(
  findings: readonly PackedFinding[],
  rules: Readonly<Record<string, SourceAnswer>>,
): SourceSaid | undefined {
  const answers = findings.flatMap(({ ruleId }) => rules[ruleId] ?? []);
  const agreement = worst(answers, (answer) => answer);
  return agreement && { agreement };
}

function worst<T>(all: readonly T[], answerOf: (said: T) => SourceAnswer): T | undefined {
  const of = (wanted: SourceAnswer) => all.find((said) => answerOf(said) === wanted);
  return of('differs') ?? of('silent') ?? of('same');
}

/** In a change everything that it does not make different is as it is filed. */
function filedAt(path: string, { change }: ReviewPackage): SourceSaid | undefined {
  if (!change) return undefined;
  const items = change.items.filter((difference) => isAbout(difference, path));
  if (items.length === 0) return { agreement: 'same' };
  const filed = items.filter(({ field }) => field === path).map(({ before }) => textOf(before));
  return { agreement: 'differs', value: filed.join('、') };
}
