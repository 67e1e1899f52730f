import type { Input } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { isNumberToCall, MOST_MISSED_CALLS } from '../../../domain/cases/call.ts';
import { dueAt, pauseClock, resumeClock } from '../../../domain/cases/case-clock.ts';
import type { CheckRow } from '../../../domain/cases/checklist.ts';
import { flaggedBy } from '../../../domain/cases/reasons.ts';
import type { Call } from '../../../ports/calls.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';
import { callViewOf } from './call-view.ts';
import { flaggedViewOf } from './decision-view.ts';
import { type HeldCase, workAt } from './held-case.ts';
import { wholeCase } from './whole-case.ts';

/** The reason of the catalogue for who can't be reached. */
const UNREACHED = 'RJ-15';
/** After the time of the next call, the case is still kept for whoever called. */
const KEPT_AFTER_MS = 30 * 60 * 1000;
const LONGEST_WAIT_MS = 7 * 24 * 60 * 60 * 1000;

/** Begins a call: what is to be asked. @throws Refused('call.running' | 'call.no-number') and as `workAt`. */
export const startCall: UseCase<'startCall'> = (input, ports) =>
  workAt(input, ports, async ({ row: found, now }) => {
    const { caseId, staff, body } = input;
    if (found.state !== 'open') throw new Refused('case.decided');
    const { rows } = await wholeCase(found, ports);
    const row = rows.find(({ path, value }) => path === body.row && isNumberToCall(path) && value !== '');
    if (!row) throw new Refused('call.no-number');
    const calls = await ports.calls.ofCase(caseId);
    if (calls.some(({ endedAt }) => endedAt === undefined)) throw new Refused('call.running');
    const id = ports.ids.uuid();
    const begun = { id, caseId, row: row.path, by: staff.staffId, startedAt: now };
    await ports.calls.start(begun);
    await ports.auditLog.append({ caseId, at: now, actor: staff.staffId, action: 'call-started', facts: { call: id } });
    return callViewOf(await ownCall(input.caseId, id, staff.staffId, ports), rows, await ownOf(input, ports));
  });

/** Somebody answers: the clock stands while they talk. @throws Refused('call.over') and as `workAt`. */
export const connectCall: UseCase<'connectCall'> = (input, ports) =>
  workAt(input, ports, async ({ row, now, hours }) => {
    const { caseId, callId, staff } = input;
    const call = await ownCall(caseId, callId, staff.staffId, ports);
    if (call.connectedAt === undefined) {
      await ports.calls.connect(callId, now);
      await ports.openCases.setClock(caseId, pauseClock(row.clock, now, 'call-connected', hours), undefined);
      const facts = { call: callId };
      await ports.auditLog.append({ caseId, at: now, actor: staff.staffId, action: 'call-connected', facts });
    }
    const { rows } = await wholeCase(row, ports);
    return callViewOf(await ownCall(caseId, callId, staff.staffId, ports), rows, await ownOf(input, ports));
  });

/**
 * Ends a call. Nobody answered: the clock stands until the next call; after the second, a return is prepared. Who asks to be called
 * later stops no clock.
 *
 * @throws Refused('call.over'); Refused('request.invalid') for a time of the next call that is not ahead; as `workAt`.
 */
export const endCall: UseCase<'endCall'> = (input, ports) =>
  workAt(input, ports, async (held) => {
    const { caseId, callId, staff, body } = input;
    const { row: found, now } = held;
    const call = await ownCall(caseId, callId, staff.staffId, ports);
    await ports.calls.end(callId, now, body.outcome, body.items);
    const facts = { call: callId, outcome: body.outcome };
    await ports.auditLog.append({ caseId, at: now, actor: staff.staffId, action: 'call-ended', facts });
    const missedCalls =
      body.outcome === 'missed' ? found.missedCalls + 1 : body.outcome === 'reached' ? 0 : found.missedCalls;
    const callAgainAt = nextCallAt(input, missedCalls, held);
    const isMissed = body.outcome === 'missed';
    await goOn(held, { missedCalls, callAgainAt, isMissed }, staff.staffId, ports);
    const { rows } = await wholeCase(found, ports);
    const isUnreached = missedCalls >= MOST_MISSED_CALLS || body.outcome === 'wrong-number';
    const ended = (await ports.calls.ofCase(caseId)).find(({ id }) => id === callId) ?? call;
    return {
      call: callViewOf(ended, rows, await ownOf(input, ports)),
      ...(callAgainAt && { callAgainAt }),
      ...(isUnreached && { preparedReturn: await unreached(call.row, rows, ports) }),
    };
  });

/** When the applicant is called again; undefined when nobody waits for them. */
function nextCallAt(
  { body }: Input<typeof contract.endCall>,
  missedCalls: number,
  { now, settings }: HeldCase,
): Date | undefined {
  const { outcome, callAgainAt } = body;
  if (outcome === 'missed')
    return missedCalls < MOST_MISSED_CALLS ? new Date(now.getTime() + settings.callAgainMinutes * 60_000) : undefined;
  if (outcome !== 'call-again') return undefined;
  const index = callAgainAt === undefined ? Number.NaN : Date.parse(callAgainAt);
  const fields = [{ field: 'callAgainAt', message: '请选择七天内再次致电的时间。' }];
  if (!(index > now.getTime() && index <= now.getTime() + LONGEST_WAIT_MS))
    throw new Refused('request.invalid', { fields });
  return new Date(index);
}

/** Lets the clock go on, or stand after a missed call until the next; then the case is given back and kept for whoever called. */
async function goOn(
  { row, now, hours }: HeldCase,
  {
    isMissed,
    ...state
  }: { readonly missedCalls: number; readonly callAgainAt: Date | undefined; readonly isMissed: boolean },
  staffId: string,
  { openCases }: Ports,
): Promise<void> {
  const { caseId } = row;
  const { callAgainAt } = state;
  const goesOn = resumeClock(row.clock, now);
  const stands = callAgainAt !== undefined && isMissed;
  const clock = stands ? pauseClock(goesOn, now, 'call-missed', hours) : goesOn;
  await openCases.setClock(caseId, clock, dueAt(clock, hours), state);
  if (!callAgainAt) return;
  await openCases.setLease(caseId, undefined);
  await openCases.keepFor(caseId, staffId, new Date(callAgainAt.getTime() + KEPT_AFTER_MS));
}

/** A running call of the caller's own. @throws Refused('call.over') */
async function ownCall(caseId: string, callId: string, staffId: string, { calls }: Ports): Promise<Call> {
  const call = (await calls.ofCase(caseId)).find(({ id }) => id === callId);
  if (call?.by !== staffId || call.endedAt !== undefined) throw new Refused('call.over');
  return call;
}

const ownOf = async ({ caseId, staff }: Pick<Input<typeof contract.startCall>, 'caseId' | 'staff'>, ports: Ports) =>
  (await ports.judgements.ofCase(caseId)).filter(({ staffId }) => staffId === staff.staffId);

/** The return of a case whose applicant can't be reached, to look at and send. */
async function unreached(field: string, rows: readonly CheckRow[], { catalogue }: Ports) {
  const items = flaggedBy([{ field, reasonId: UNREACHED }], rows, await catalogue.current());
  return items.map((item) => flaggedViewOf(item, rows));
}
