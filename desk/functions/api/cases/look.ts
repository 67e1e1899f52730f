import { may } from '../../../../contracts/desk/rights.ts';
import type { StaffCaller } from '../../../../contracts/desk/staff-caller.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { CheckRow } from '../../../domain/checklist.ts';
import { isHeldBy } from '../../../domain/lease.ts';
import { personalRowIn } from '../../../domain/reasons.ts';
import { dayStart } from '../../../domain/working-time.ts';
import type { ClearView } from '../../../ports/clear-views.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import type { Ports } from '../ports.ts';

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
 * @param about `document` of a paper, `row` of a value.
 * @returns how often they have today.
 * @throws Refused('reveal.too-many')
 */
export async function noteReveal(
  about: 'row' | 'document',
  seen: ClearView & { readonly reason: string },
  { auditLog, clearViews, workTimes }: Ports,
): Promise<number> {
  const { caseId, staffId, row, reason, at } = seen;
  const { settings } = await workTimes.current();
  await clearViews.hold(staffId);
  const before = await clearViews.countSince(staffId, dayStart(at));
  if (before >= settings.revealsPerDay) throw new Refused('reveal.too-many');
  await clearViews.note(seen);
  await auditLog.append({ caseId, at, actor: staffId, action: 'revealed', facts: { [about]: row, reason } });
  return before + 1;
}

/** In place of a reason: what somebody wrote for the applicant has the value in it. */
const WRITTEN = 'written';

/**
 * Whether what the applicant is to read has a value in it that is masked. Whoever hears so knows a value, so it is counted and noted
 * like one that is shown. Call it last, in a transaction with the case locked; refuse only when that is over, so that the count stays.
 *
 * @throws Refused('reveal.too-many') before anything is compared.
 */
export async function namesValue(
  texts: readonly string[],
  rows: readonly CheckRow[],
  { caseId, staffId, at }: Pick<ClearView, 'caseId' | 'staffId' | 'at'>,
  ports: Ports,
): Promise<boolean> {
  if (texts.length === 0) return false;
  const { settings } = await ports.workTimes.current();
  if ((await ports.clearViews.countSince(staffId, dayStart(at))) >= settings.revealsPerDay)
    throw new Refused('reveal.too-many');
  const row = personalRowIn(texts, rows);
  if (row !== undefined)
    await noteReveal('row', { caseId, staffId, row, reason: WRITTEN, at, objectKey: undefined }, ports);
  return row !== undefined;
}

/** Where something stands for its minute. */
export const newViewKey = ({ ids }: Ports): string => `views/desk/${ids.secret()}`;

/**
 * Writes what stands for its minute, after its view was noted. An erasure that came between has found no object: then none is left.
 *
 * @throws Refused('case.unknown'); Failed('object-store', …)
 */
export async function writeView(
  key: string,
  contents: Buffer,
  contentType: string,
  { clearViews, objectStore }: Pick<Ports, 'clearViews' | 'objectStore'>,
): Promise<void> {
  await objectStore.write(key, contents, contentType);
  if (await clearViews.isNoted(key)) return;
  await objectStore.remove(key);
  throw new Refused('case.unknown');
}

export const linkTo = async (key: string, { clock, objectStore }: Ports) => ({
  url: await objectStore.readLink(key, SHOWN_SECONDS),
  expiresAt: new Date(clock.now().getTime() + SHOWN_SECONDS * 1000),
});
