import { Refused } from '../../shared/domain/refusal.ts';
import type { Deployment, Vitals } from '../../shared/ports/vitals.ts';

export interface HealthPorts {
  readonly vitals: Vitals;
  readonly deployment: Deployment;
}

/** @throws Refused('service.unhealthy') naming what can't be used. */
export async function checkHealth(_input: unknown, { vitals, deployment: { stage, release } }: HealthPorts) {
  const failing = await vitals.failing();
  if (failing.length > 0) throw new Refused('service.unhealthy', { failing: failing.join(','), stage, release });
  return { status: 'ok' as const, stage, release };
}
