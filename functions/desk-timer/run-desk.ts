import type { Tick } from '../../shared/edge/timer-function.ts';
import { confirmStaff } from './confirm-staff.ts';
import { followRecords } from './follow-records.ts';
import { endLostCalls, finishErasures, removeViews, resumeCalls, sealDays, tellMissedCalls } from './keep-promises.ts';
import type { Ports } from './ports.ts';
import { sendRecordEvents, sendVerdicts } from './send-verdicts.ts';

const MOST_LEASES = 200;

/** What time brings about at the desk. */
export async function runDesk({ remainingMs }: Tick, ports: Ports): Promise<Readonly<Record<string, number>>> {
  const staff = await confirmStaff(ports);
  const toldCalls = await tellMissedCalls(ports);
  const counts = await sendVerdicts(ports, remainingMs);
  const events = await sendRecordEvents(ports, remainingMs);
  const changes = await followRecords(ports, remainingMs);
  const endedLeases = await ports.workList.endLeases(MOST_LEASES);
  return {
    ...staff,
    endedLeases,
    ...counts,
    toldEvents: events.sent,
    readChanges: changes,
    toldCalls,
    lostCalls: await endLostCalls(ports),
    resumedCalls: await resumeCalls(ports),
    sealedDays: await sealDays(ports),
    removedDocuments: await finishErasures(ports),
    removedViews: await removeViews(ports),
  };
}
