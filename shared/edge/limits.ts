import { Refused } from '../domain/refusal.ts';
import type { CallerLimits } from '../ports/caller-limits.ts';

/** How often an operation may be called, and by whom that is counted. Many people share one address behind a mobile network. */
export interface Limit {
  readonly per: 'account' | 'address';
  readonly times: number;
  readonly seconds: number;
}

/** Who calls. */
export interface LimitedCall {
  readonly route: string;
  /** Undefined for a person who is not signed in: a limit per account does not count him. */
  readonly accountId: string | undefined;
  readonly address: string;
}

/** @throws Refused('request.too-many') with the seconds to wait. */
export async function keepLimits(
  limits: readonly Limit[],
  { route, accountId, address }: LimitedCall,
  callerLimits: CallerLimits,
): Promise<void> {
  for (const { per, times, seconds } of limits) {
    const subject = per === 'account' ? accountId : address;
    if (subject === undefined) continue;
    const retryAfterSeconds = await callerLimits.countCall({ name: `${per} ${route}`, subject, times, seconds });
    if (retryAfterSeconds > 0) throw new Refused('request.too-many', { retryAfterSeconds });
  }
}
