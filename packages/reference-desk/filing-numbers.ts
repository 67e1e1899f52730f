import type * as z from 'zod/mini';
import { provinceOf } from '../../contracts/data/provinces.ts';
import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import type { ReceivedPackage } from '../../contracts/review-desk/package.ts';
import type { verdict } from '../../contracts/review-desk/verdict.ts';

/** As it is written. */
export type Verdict = Omit<z.input<typeof verdict>, 'filingId'>;

/** What the desk has of a filing. Of an erased one it keeps the id, so that nothing of it is taken again. */
export interface DeskFiling {
  readonly filingId: string;
  /** The latest round, without the links of its documents. */
  readonly submission?: Omit<ReceivedPackage, 'filingId'>;
  /** The latest withdrawn round, which need not have arrived. */
  readonly withdrawnRound: number;
  /** Of all rounds. */
  readonly verdicts: readonly Verdict[];
  readonly erasedAt?: string;
}

const certificateOf = ({ submission }: DeskFiling): unknown => submission?.data.eligibility.certificateNumber;

/** A change keeps the numbers of its record, a new access those of its domains, an organizer its own while a filing stands. */
export function numbersFor(filing: DeskFiling, all: readonly DeskFiling[]): FilingNumbers {
  const { change, filingType, eligibility, websites = [] } = filing.submission?.data ?? {};
  if (change?.numbers) return change.numbers as FilingNumbers;
  const given = all.filter((other) => certificateOf(other) === certificateOf(filing)).flatMap(numberedIn);
  const serial = String(1 + all.indexOf(filing)).padStart(6, '0');
  const mark = provinceOf(eligibility?.region ?? '')?.mark;
  const organizer = given[0]?.organizer ?? `${mark}ICP备${new Date().getFullYear()}${serial}号`;
  const last = Math.max(0, ...given.map(({ number }) => Number(number?.split('-').at(-1))));
  const numbers = websites.map(({ id, domain }, index) => {
    const kept = filingType === 'new-access' ? given.find((website) => website.domain === domain) : undefined;
    return [id, kept?.number ?? `${organizer}-${last + index + 1}`];
  });
  return { organizer, websites: Object.fromEntries(numbers) };
}

function numberedIn({ submission, verdicts }: DeskFiling) {
  const numbers = verdicts.at(-1)?.numbers;
  return numbers
    ? (submission?.data.websites ?? []).map(({ id, domain }) => ({ ...numbers, domain, number: numbers.websites[id] }))
    : [];
}
