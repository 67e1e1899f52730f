import type { Tick } from '../../shared/edge/timer-function.ts';
import { finishErasures, sealDays } from './keep-promises.ts';
import type { Ports } from './ports.ts';
import { sendVerdicts } from './send-verdicts.ts';

/** What time brings about at the desk. */
export async function runDesk({ remainingMs }: Tick, ports: Ports): Promise<Readonly<Record<string, number>>> {
  const counts = await sendVerdicts(ports, remainingMs);
  return { ...counts, sealedDays: await sealDays(ports), removedDocuments: await finishErasures(ports) };
}
