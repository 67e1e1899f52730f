import type * as z from 'zod/mini';
import { provinceOf } from '../../contracts/data/provinces.ts';
import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import type { ReceivedPackage } from '../../contracts/review-desk/package.ts';
import type { verdict } from '../../contracts/review-desk/verdict.ts';

/** As it is written. */
export type Verdict = Omit<z.input<typeof verdict>, 'filingId'>;

/** What the desk has of a filing. It keeps the id of an erased one, so that nothing of it is taken again. */
export interface DeskFiling {
  readonly filingId: string;
  /** The latest round, without the links of its documents. */
  readonly submission?: Omit<ReceivedPackage, 'filingId'>;
  /** The latest withdrawn round, which need not have arrived. */
  readonly withdrawnRound: number;
  /** The verdicts on all rounds. */
  readonly verdicts: readonly Verdict[];
  readonly erasedAt?: string;
}

const certificateOf = ({ submission }: DeskFiling): unknown => submission?.data.eligibility.certificateNumber;

/** Numbers that an organizer from elsewhere may have given away before. */
const FILED_ELSEWHERE = 100;

/** Who is filed keeps its numbers, also an organizer its own while a filing stands here. */
export function numbersFor(filing: DeskFiling, all: readonly DeskFiling[]): FilingNumbers {
  const { change, numbers: filed, eligibility, websites = [] } = filing.submission?.data ?? {};
  if (change?.numbers) return change.numbers as FilingNumbers;
  const given = all.filter((other) => certificateOf(other) === certificateOf(filing)).flatMap(numberedIn);
  const serial = String(1 + all.indexOf(filing)).padStart(6, '0');
  const mark = provinceOf(eligibility?.region ?? '')?.mark;
  const organizer = filed?.organizer ?? given[0]?.organizer ?? `${mark}ICP备${new Date().getFullYear()}${serial}号`;
  const last = Math.max(
    filed && given.length === 0 ? FILED_ELSEWHERE : 0,
    ...given.map(({ number }) => Number(number?.split('-').at(-1))),
  );
  const numbers = websites.map(({ id }, index) => [id, filed?.websites[id] ?? `${organizer}-${last + index + 1}`]);
  return { organizer, websites: Object.fromEntries(numbers) };
}

function numberedIn({ submission, verdicts }: DeskFiling) {
  const numbers = verdicts.at(-1)?.numbers;
  return numbers
    ? (submission?.data.websites ?? []).map(({ id }) => ({ ...numbers, number: numbers.websites[id] }))
    : [];
}
