import { Refused } from '../../../contracts/kit/refusal.ts';
import type { Ports } from './ports.ts';

/** @throws Refused('service.unhealthy') with the names of what is unusable. */
export async function checkHealth(_input: unknown, { deskVitals, deskDeployment: { stage, release } }: Ports) {
  const { failing, authorityWaitsSeconds } = await deskVitals.look();
  if (failing.length > 0) throw new Refused('service.unhealthy', { failing: failing.join(','), stage, release });
  return {
    status: 'ok' as const,
    stage,
    release,
    ...(authorityWaitsSeconds !== undefined && { authorityWaitsSeconds }),
  };
}
