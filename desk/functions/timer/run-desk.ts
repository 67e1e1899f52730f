import { log } from '../../../platform/edge/log.ts';
import type { Tick } from '../../../platform/edge/timer-function.ts';
import { confirmStaff } from './confirm-staff.ts';
import { deleteExpired } from './delete-expired.ts';
import { followRecords } from './follow-records.ts';
import {
  applyAnswers,
  endLostCalls,
  finishErasures,
  removeViews,
  resumeCalls,
  tellMissedCalls,
} from './keep-promises.ts';
import { keepSealSoFar, keepSeals, sealDays } from './keep-seals.ts';
import type { Ports } from './ports.ts';
import { sendRecordEvents, sendVerdicts } from './send-verdicts.ts';

type Counts = Readonly<Record<string, number>>;
/** One thing that time brings about. @returns what was done, for the log */
type Step = (ports: Ports, remainingMs: () => number) => Promise<Counts>;

const MOST_LEASES = 200;

/** In this order: what a person waits for comes first. */
const STEPS: readonly Step[] = [
  confirmStaff,
  async (ports) => ({ toldCalls: await tellMissedCalls(ports) }),
  sendVerdicts,
  async (ports, remainingMs) => ({ toldEvents: (await sendRecordEvents(ports, remainingMs)).sent }),
  async (ports, remainingMs) => ({ readChanges: await followRecords(ports, remainingMs) }),
  async (ports) => ({ appliedAnswers: await applyAnswers(ports) }),
  async ({ workList }) => ({ endedLeases: await workList.endLeases(MOST_LEASES) }),
  async (ports) => ({ lostCalls: await endLostCalls(ports) }),
  async (ports) => ({ resumedCalls: await resumeCalls(ports) }),
  async (ports) => ({ sealedDays: await sealDays(ports) }),
  async (ports) => ({ keptSeals: await keepSeals(ports) }),
  async (ports) => ({ keptSealsSoFar: await keepSealSoFar(ports) }),
  async (ports) => ({ removedDocuments: await finishErasures(ports) }),
  async (ports) => ({ removedViews: await removeViews(ports) }),
  async (ports) => ({ deletedRows: await deleteExpired(ports) }),
];

/**
 * What time brings about at the desk. A step that fails is left for the next run, and the others go on.
 *
 * @throws the first failure, when all other steps are done
 */
export async function runDesk({ requestId, remainingMs }: Tick, ports: Ports): Promise<Counts> {
  const counts: Record<string, number> = {};
  const failures: unknown[] = [];
  for (const step of STEPS)
    await step(ports, remainingMs).then(
      (done) => Object.assign(counts, done),
      (error: unknown) => failures.push(error),
    );
  if (failures.length > 0) {
    // The error alone says what happened; the line says what was done in spite of it.
    log({ level: 'warn', function: 'desk-timer', requestId, counts });
    throw failures[0];
  }
  return counts;
}
