import type { Origin } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { networkOf } from '../../platform/edge/network-of.ts';
import { BROWSER_LIMITS, NETWORK_LIMITS } from '../../shared/domain/one-time-code.ts';
import type { Ports } from './ports.ts';

/**
 * Counts a code that somebody asks for without being signed in: of their network, and of their browser in it, which is
 * as true as the User-Agent. Not limited where the platform reports no address.
 *
 * @throws Refused('request.too-many') with the seconds to wait.
 */
export async function limitStrangers(
  { address, userAgent }: Origin,
  { callerLimits }: Pick<Ports, 'callerLimits'>,
): Promise<void> {
  const network = networkOf(address);
  if (network === undefined) return;
  const counted = [
    ...BROWSER_LIMITS.map((limit) => ({ ...limit, what: 'browser', subject: `${network}\n${userAgent}` })),
    ...NETWORK_LIMITS.map((limit) => ({ ...limit, what: 'network', subject: network })),
  ];
  for (const { what, subject, times, seconds } of counted) {
    const name = `codes for a ${what} in ${seconds} s`;
    const retryAfterSeconds = await callerLimits.countCall({ name, subject, times, seconds });
    if (retryAfterSeconds > 0) throw new Refused('request.too-many', { retryAfterSeconds });
  }
}
