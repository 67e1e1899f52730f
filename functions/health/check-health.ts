import { Refused } from '../../contracts/kit/refusal.ts';
import type { Ports } from './ports.ts';

/** @throws Refused('service.unhealthy') with the names of what is unusable. */
export async function checkHealth(_input: unknown, { vitals, deployment: { stage, release } }: Ports) {
  const failing = await vitals.failing();
  if (failing.length > 0) throw new Refused('service.unhealthy', { failing: failing.join(','), stage, release });
  return { status: 'ok' as const, stage, release };
}
