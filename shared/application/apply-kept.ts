import type { FilingId } from '../../contracts/kit/record-id.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { Verdict } from '../../contracts/review-desk/verdict.ts';
import type { Change } from '../domain/filing/change.ts';
import type { Filing } from '../domain/filing/filing.ts';
import { applyVerdict, type Unapplied } from '../domain/filing/verdict-machine.ts';
import { NumberTaken } from '../domain/record/fold.ts';

/** The part of the reviews port that `applyKept` needs. */
export interface KeptVerdicts {
  unappliedVerdicts(filingId: FilingId): Promise<readonly Verdict[]>;
  changeFiling(filingId: FilingId, decide: (filing: Filing) => Change | undefined): Promise<Filing>;
}

export interface Applied {
  readonly applied: number;
  /** Why the first of the remaining verdicts is not applied yet. */
  readonly waiting?: Unapplied;
  /** Which one that is. */
  readonly at?: Pick<Verdict, 'round' | 'sequence'>;
}

/** Attempts while concurrent changes of the filing win. */
const MAX_ATTEMPTS = 4;

/**
 * Applies the stored verdicts of a filing that are next in order. Both functions that receive verdicts call it after
 * storing them.
 *
 * It must run after the transaction that stores a verdict: inside it, two verdicts that arrive at once would not see
 * each other, and the later one would remain unapplied. After the commit, the last caller sees both.
 *
 * @throws Refused('filing.unknown'); Refused('filing.changed-meanwhile') after four concurrent changes.
 */
export async function applyKept(filingId: FilingId, reviews: KeptVerdicts): Promise<Applied> {
  let applied = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      for (const verdict of await reviews.unappliedVerdicts(filingId)) {
        const outcome = await applyOne(verdict, reviews);
        if (outcome === 'applied') applied += 1;
        else if (outcome !== 'applied-before') return { applied, waiting: outcome, at: placeOf(verdict) };
      }
      return { applied };
    } catch (error) {
      const raced = error instanceof Refused && error.refusal === 'filing.changed-meanwhile';
      if (!raced || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

const placeOf = ({ round, sequence }: Verdict) => ({ round, sequence });

async function applyOne(verdict: Verdict, reviews: KeptVerdicts): Promise<Unapplied | 'applied'> {
  const outcome: { why?: Unapplied } = {};
  try {
    await reviews.changeFiling(verdict.filingId, (filing) => {
      const decision = applyVerdict(filing, verdict);
      if (typeof decision !== 'string') return decision;
      outcome.why = decision;
      return undefined;
    });
  } catch (error) {
    if (error instanceof NumberTaken) return 'wrong-numbers';
    throw error;
  }
  return outcome.why ?? 'applied';
}
