import { dueAt, resumeClock } from '../../domain/cases/case-clock.ts';
import { isHeldBy } from '../../domain/cases/lease.ts';
import { forEach } from './for-each.ts';
import type { Ports } from './ports.ts';

const MOST_DOCUMENTS = 200;
const MOST_CALLS = 200;
const MOST_ANSWERED = 200;

/** Deletes once more what may have been written while its filing was erased, and forgets where it was. */
export async function finishErasures({ incomingCases, objectStore }: Ports): Promise<number> {
  const keys = await incomingCases.leftDocuments(undefined, MOST_DOCUMENTS);
  return forEach(keys, async (key) => {
    await objectStore.remove(key);
    await incomingCases.forgetDocument(key);
  });
}

/** Longer than the link to a view lives; an erasure may have found the object before it was written. */
const VIEW_MS = 10 * 60 * 1000;

/** Deletes the values that somebody has looked at. */
export async function removeViews({ clearViews, clock, objectStore }: Ports): Promise<number> {
  const shownBefore = new Date(clock.now().getTime() - VIEW_MS);
  const keys = await clearViews.leftObjects({ shownBefore }, MOST_DOCUMENTS);
  return forEach(keys, async (key) => {
    await objectStore.remove(key);
    await clearViews.forgetObject(key);
  });
}

/** Lets the clocks go on of cases whose applicant is to be called again now. */
export async function resumeCalls({ auditLog, clock, openCases, transactions, workTimes }: Ports): Promise<number> {
  const { hours } = await workTimes.current();
  return forEach(await openCases.toCall(MOST_CALLS), (caseId) =>
    transactions.inTransaction(async () => {
      const row = await openCases.lock(caseId);
      if (row?.queue !== 'call-again' || row.callAgainAt === undefined || row.callAgainAt > clock.now()) return;
      const goesOn = resumeClock(row.clock, clock.now());
      const call = { missedCalls: row.missedCalls, callAgainAt: undefined };
      await openCases.setClock(caseId, goesOn, dueAt(goesOn, hours), call);
      await auditLog.append({ caseId, at: clock.now(), actor: 'desk', action: 'call-due', facts: {} });
    }),
  );
}

/** Tells applicants that they were called and will be called again. */
export async function tellMissedCalls({ calls }: Ports): Promise<number> {
  return forEach(await calls.toTell(MOST_CALLS), (callId) => calls.tell(callId));
}

/** Applies what staff have typed of the authority's answers, once it can't be taken back any more. */
export async function applyAnswers({ authorityAnswers }: Pick<Ports, 'authorityAnswers'>): Promise<number> {
  return forEach(await authorityAnswers.toApply(MOST_ANSWERED), (number) => authorityAnswers.apply(number));
}

/** Ends calls whose end nobody will write any more, so that their clocks go on and somebody else can call. */
export async function endLostCalls({
  auditLog,
  calls,
  clock,
  openCases,
  transactions,
  workTimes,
}: Ports): Promise<number> {
  const { hours } = await workTimes.current();
  return forEach(await calls.lost(MOST_CALLS), ({ id, caseId }) =>
    transactions.inTransaction(async () => {
      const row = await openCases.lock(caseId);
      const now = clock.now();
      const call = (await calls.ofCase(caseId)).find(({ id: callId }) => callId === id);
      if (!row || !call || call.endedAt || isHeldBy(row.lease, call.by, now)) return;
      await calls.end(id, now, 'lost', call.answers);
      if (row.clock.pausedFor === 'call-connected') {
        const goesOn = resumeClock(row.clock, now);
        await openCases.setClock(caseId, goesOn, dueAt(goesOn, hours));
      }
      await auditLog.append({ caseId, at: now, actor: 'desk', action: 'call-lost', facts: { call: id } });
    }),
  );
}
