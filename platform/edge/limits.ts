import type { AtOnce, Limit } from '../../contracts/kit/limits.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { CallerLimits, EndCall } from '../ports/caller-limits.ts';
import { networkOf } from './network-of.ts';

/** A call to be counted. */
export interface LimitedCall {
  readonly route: string;
  /** Whoever is signed in, as `OpenSessions.personOf` knows them; empty when nobody is. Limits per account are theirs. */
  readonly person: readonly string[];
  /** Empty when the platform reports none; limits per address then do not apply, or all such callers would share one. */
  readonly address: string;
}

/** `Retry-After` when too many calls run: about as long as a document takes to be read. */
const BUSY_SECONDS = 2;

function subjectsOf(per: Limit['per'], { person, address }: LimitedCall): readonly string[] {
  if (per === 'account') return person;
  const network = networkOf(address);
  return network === undefined ? [] : [network];
}

/** Counts a call against every limit of its operation. @throws Refused('request.too-many') with the seconds to wait. */
export async function keepLimits(
  limits: readonly Limit[],
  call: LimitedCall,
  callerLimits: CallerLimits,
): Promise<void> {
  for (const { per, times, seconds } of limits) {
    const subjects = subjectsOf(per, call);
    if (subjects.length === 0) continue;
    const retryAfterSeconds = await callerLimits.countCall({ name: `${per} ${call.route}`, subjects, times, seconds });
    if (retryAfterSeconds > 0) throw new Refused('request.too-many', { retryAfterSeconds });
  }
}

/** Calls whose input has a `wait` above 0 are long polls: they hold an instance until it is over. */
const isPoll = (input: { readonly wait?: unknown }): boolean => typeof input.wait === 'number' && input.wait > 0;

/**
 * Runs a call of an operation of which only some may run at once. A call that asks not to wait is not one of them.
 *
 * @param timeoutSeconds after which the platform has ended the call, whatever became of it.
 * @throws Refused('request.too-many') when too many run already.
 */
export async function amongOthers<T>(
  { per, most }: AtOnce,
  call: LimitedCall,
  input: { readonly wait?: unknown },
  timeoutSeconds: number,
  callerLimits: CallerLimits,
  work: () => Promise<T>,
): Promise<T> {
  const subjects = subjectsOf(per, call);
  if (subjects.length === 0 || ('wait' in input && !isPoll(input))) return work();
  const { route } = call;
  const end = await callerLimits.beginCall({ route, subjects, most, seconds: timeoutSeconds, isPoll: isPoll(input) });
  if (!end) throw new Refused('request.too-many', { retryAfterSeconds: BUSY_SECONDS });
  return work().finally(() => quietly(end));
}

/** A call that can't be ended here ends by its time: that is no reason to lose its reply. */
const quietly = (end: EndCall): Promise<void> => end().catch(() => {});
