import { may } from '../../../contracts/desk/rights.ts';
import type { StaffCaller } from '../../../contracts/desk/staff-caller.ts';
import { Refused } from '../../../contracts/kit/refusal.ts';
import { isHeldBy } from '../../domain/lease.ts';
import { dayStart } from '../../domain/working-time.ts';
import type { ClearView } from '../../ports/clear-views.ts';
import type { WorkRow } from '../../ports/work-list.ts';
import type { Ports } from './ports.ts';

/** A value in clear, and a paper, can be read for so long. */
const SHOWN_SECONDS = 60;

/** Whoever works at cases looks at the one in their hands; leads, auditors and those who hand in at any. */
export function mayLook(row: WorkRow | undefined, staff: StaffCaller, now: Date): WorkRow {
  if (!row) throw new Refused('case.unknown');
  const seesAll = (['assign-case', 'read-audit', 'work-authority'] as const).some((right) => may(staff.roles, right));
  if (!seesAll && !isHeldBy(row.lease, staff.staffId, now)) throw new Refused('case.not-yours');
  return row;
}

/**
 * Counts and remembers that somebody sees what is masked or covered. Call it in a transaction with the case locked, before the
 * object is written.
 *
 * @param of `document` of a paper, `row` of a value.
 * @returns how often they have today.
 * @throws Refused('reveal.too-many')
 */
export async function noteReveal(
  of: 'row' | 'document',
  seen: ClearView & { readonly reason: string },
  { auditLog, clearViews, workTimes }: Ports,
): Promise<number> {
  const { caseId, staffId, row, reason, at } = seen;
  const { settings } = await workTimes.current();
  await clearViews.hold(staffId);
  const before = await clearViews.countSince(staffId, dayStart(at));
  if (before >= settings.revealsPerDay) throw new Refused('reveal.too-many');
  await clearViews.note(seen);
  await auditLog.append({ caseId, at, actor: staffId, action: 'revealed', facts: { [of]: row, reason } });
  return before + 1;
}

/** Where something stands for its minute. */
export const newViewKey = ({ ids }: Ports): string => `views/desk/${ids.secret()}`;

export const linkTo = async (key: string, { clock, objectStore }: Ports) => ({
  url: await objectStore.readLink(key, SHOWN_SECONDS),
  expiresAt: new Date(clock.now().getTime() + SHOWN_SECONDS * 1000),
});
