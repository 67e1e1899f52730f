import { Refused } from '../domain/refusal.ts';
import type { CallerLimits } from '../ports/caller-limits.ts';
import { networkOf } from './network-of.ts';

/**
 * How often an operation may be called, and per what. Behind a mobile network many people share one address; of IPv6
 * addresses the first 64 bits count.
 */
export interface Limit {
  readonly per: 'account' | 'address';
  readonly times: number;
  readonly seconds: number;
}

/** A call to be counted. */
export interface LimitedCall {
  readonly route: string;
  /** Undefined when nobody is signed in; limits per account then do not apply. */
  readonly accountId: string | undefined;
  /** Empty when the platform reports none; limits per address then do not apply, or all such callers would share one. */
  readonly address: string;
}

/** Counts a call against every limit of its operation. @throws Refused('request.too-many') with the seconds to wait. */
export async function keepLimits(
  limits: readonly Limit[],
  { route, accountId, address }: LimitedCall,
  callerLimits: CallerLimits,
): Promise<void> {
  for (const { per, times, seconds } of limits) {
    const subject = per === 'account' ? accountId : networkOf(address);
    if (subject === undefined) continue;
    const retryAfterSeconds = await callerLimits.countCall({ name: `${per} ${route}`, subject, times, seconds });
    if (retryAfterSeconds > 0) throw new Refused('request.too-many', { retryAfterSeconds });
  }
}
