import { isHeldBy } from '../../shared/desk/domain/lease.ts';
import { may } from '../../shared/desk/domain/rights.ts';
import type { StaffCaller } from '../../shared/desk/domain/staff-session.ts';
import { dayStart } from '../../shared/desk/domain/working-time.ts';
import type { WorkRow } from '../../shared/desk/ports/work-list.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import type { Input, Output } from '../../shared/edge/contract.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';
import { wholeCase } from './whole-case.ts';

/** A value in clear, and a paper, can be read for so long. */
const SHOWN_SECONDS = 60;
/** More than a picture of a package has. */
const MOST_BYTES = 25 * 1024 * 1024;

/**
 * Shows one value in clear for a minute: behind a link, never in a reply. Who looked is in the case's chain before the link
 * exists.
 *
 * @throws Refused('case.unknown' | 'case.not-yours' | 'case.row-unknown' | 'reveal.too-many'); Failed('object-store', …)
 */
export async function reveal(
  { staff, caseId, body }: Input<typeof contract.reveal>,
  ports: Ports,
): Promise<Output<typeof contract.reveal>> {
  const { auditLog, clearViews, clock, ids, objectStore, openCases, transactions, workTimes } = ports;
  const { settings } = await workTimes.current();
  const [{ staffId }, { row: path, reason }] = [staff, body];
  const objectKey = `views/desk/${ids.secret()}`;
  const { value, shown } = await transactions.inTransaction(async () => {
    const found = await openCases.lock(caseId);
    const now = clock.now();
    const row = mayLook(found, staff, now);
    const { rows } = await wholeCase(row, ports);
    const field = rows.find((one) => one.path === path && one.personal !== undefined);
    if (!field) throw new Refused('case.row-unknown');
    const before = await clearViews.countSince(staffId, dayStart(now));
    if (before >= settings.revealsPerDay) throw new Refused('reveal.too-many');
    await clearViews.note({ caseId, staffId, row: path, reason, at: now, objectKey });
    await auditLog.append({ caseId, at: now, actor: staffId, action: 'revealed', facts: { row: path, reason } });
    return { value: field.value, shown: before + 1 };
  });
  await objectStore.write(objectKey, Buffer.from(JSON.stringify({ row: path, value })), 'application/json');
  return { view: await linkTo(objectKey, ports), revealsToday: shown };
}

/**
 * Opens a paper for a minute: a picture with a mark of who looks and when, a film as it is.
 *
 * @throws Refused('case.unknown' | 'case.not-yours' | 'paper.unknown'); Failed('object-store', …)
 */
export async function openPaper(
  { staff, caseId, documentId }: Input<typeof contract.openPaper>,
  ports: Ports,
): Promise<Output<typeof contract.openPaper>> {
  const { auditLog, clearViews, clock, ids, objectStore, openCases, transactions } = ports;
  const [{ staffId }, at, marked] = [staff, clock.now(), `views/desk/${ids.secret()}`];
  const paper = await transactions.inTransaction(async () => {
    mayLook(await openCases.lock(caseId), staff, at);
    const stored = await openCases.paperOf(caseId, documentId);
    if (!stored) throw new Refused('paper.unknown');
    const objectKey = isPicture(stored) ? marked : undefined;
    await clearViews.note({ caseId, staffId, row: documentId, reason: undefined, at, objectKey });
    await auditLog.append({ caseId, at, actor: staffId, action: 'paper-opened', facts: { document: documentId } });
    return stored;
  });
  if (!isPicture(paper)) return linkTo(paper.objectKey, ports);
  const picture = await objectStore.read(paper.objectKey, { maxBytes: MOST_BYTES });
  if (!picture) throw new Refused('paper.unknown');
  await objectStore.write(marked, await ports.markedPictures.mark(picture, staff, at), 'image/jpeg');
  return linkTo(marked, ports);
}

const isPicture = ({ contentType }: { readonly contentType: string }): boolean => contentType.startsWith('image/');

/** Whoever works at cases looks at the one in their hands; leads, auditors and those who hand in at any. */
function mayLook(row: WorkRow | undefined, staff: StaffCaller, now: Date): WorkRow {
  if (!row) throw new Refused('case.unknown');
  const seesAll = (['assign-case', 'read-audit', 'work-authority'] as const).some((right) => may(staff.roles, right));
  if (!seesAll && !isHeldBy(row.lease, staff.staffId, now)) throw new Refused('case.not-yours');
  return row;
}

const linkTo = async (key: string, { clock, objectStore }: Ports) => ({
  url: await objectStore.readLink(key, SHOWN_SECONDS),
  expiresAt: new Date(clock.now().getTime() + SHOWN_SECONDS * 1000),
});
