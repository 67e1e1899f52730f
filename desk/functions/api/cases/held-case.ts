import type { StaffCaller } from '../../../../contracts/desk/staff-caller.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { isHeldBy, type Lease, leaseFrom } from '../../../domain/cases/lease.ts';
import type { DeskSettings } from '../../../domain/oversight/settings.ts';
import type { WorkingHours } from '../../../domain/staff/working-time.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import type { Ports } from '../ports.ts';

/** A case that the caller works at, locked until the end of the transaction. */
export interface HeldCase {
  readonly row: WorkRow;
  readonly lease: Lease;
  readonly settings: DeskSettings;
  readonly hours: WorkingHours;
  readonly now: Date;
}

/**
 * Runs a step of somebody's work in one transaction: with the case locked and in their hands. Each step renews their lease.
 *
 * @throws Refused('case.unknown'); Refused('case.decided') when nothing is to be done at it any more; Refused('case.not-yours')
 */
export const workAt = <T>(
  { caseId, staff }: { readonly caseId: string; readonly staff: StaffCaller },
  ports: Pick<Ports, 'clock' | 'openCases' | 'transactions' | 'workTimes'>,
  step: (held: HeldCase) => Promise<T>,
): Promise<T> =>
  ports.transactions.inTransaction(async () => {
    const { settings, hours } = await ports.workTimes.current();
    const row = await ports.openCases.lock(caseId);
    const now = ports.clock.now();
    if (!row) throw new Refused('case.unknown');
    if (row.queue === undefined) throw new Refused('case.decided');
    if (!isHeldBy(row.lease, staff.staffId, now)) throw new Refused('case.not-yours');
    const lease = leaseFrom(staff.staffId, now, settings.leaseMinutes);
    await ports.openCases.setLease(caseId, lease);
    return step({ row, lease, settings, hours, now });
  });

/** The lease as its holder sees it. */
export const ownLease = ({ holder, until }: Lease) => ({ holder, isMine: true, until });
