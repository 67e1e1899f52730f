import type { AuditAction } from '../../../../contracts/desk/audit-actions.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { dueAt, pauseClock, resumeClock } from '../../../domain/cases/case-clock.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';
import { rowView } from './work-row.ts';

/** Stops the clock of an open case, whoever works at it; the reason becomes a note. @throws Refused('case.unknown' | 'case.decided') */
export const hold: UseCase<'hold'> = ({ staff, caseId, body }, ports) =>
  changeHold(caseId, staff.staffId, ports, async ({ row, now, hours }) => {
    await ports.openCases.setClock(caseId, pauseClock(row.clock, now, 'held', hours), undefined);
    await ports.openCases.setLease(caseId, undefined);
    await ports.notes.add(caseId, { by: staff.staffId, at: now, text: `挂起：${body.reason}` });
    return 'held';
  });

/** Lets it go on. One that is not held stays as it is. */
export const endHold: UseCase<'endHold'> = ({ staff, caseId }, ports) =>
  changeHold(caseId, staff.staffId, ports, async ({ row, now, hours }) => {
    if (row.clock.pausedFor !== 'held') return undefined;
    const goesOn = resumeClock(row.clock, now);
    await ports.openCases.setClock(caseId, goesOn, dueAt(goesOn, hours));
    return 'hold-ended';
  });

type Step = (found: {
  readonly row: NonNullable<Awaited<ReturnType<Ports['openCases']['lock']>>>;
  readonly now: Date;
  readonly hours: Awaited<ReturnType<Ports['workTimes']['current']>>['hours'];
}) => Promise<AuditAction | undefined>;

const changeHold = (caseId: string, staffId: string, ports: Ports, step: Step) =>
  ports.transactions.inTransaction(async () => {
    const { hours } = await ports.workTimes.current();
    const row = await ports.openCases.lock(caseId);
    const now = ports.clock.now();
    if (!row) throw new Refused('case.unknown');
    if (row.state !== 'open') throw new Refused('case.decided');
    const action = await step({ row, now, hours });
    if (action) await ports.auditLog.append({ caseId, at: now, actor: staffId, action, facts: {} });
    return rowView((await ports.openCases.find(caseId)) ?? row, { staffId, now, hours });
  });
