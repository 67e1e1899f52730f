import { may } from '../../../../contracts/desk/rights.ts';
import type { StaffCaller } from '../../../../contracts/desk/staff-caller.ts';
import { type Refusal, Refused } from '../../../../contracts/kit/refusal.ts';
import { digestOf } from '../../../../platform/edge/content-hash.ts';
import type { CheckRow } from '../../../domain/cases/checklist.ts';
import type { Cover } from '../../../domain/cases/covered-papers.ts';
import { isHeldBy } from '../../../domain/cases/lease.ts';
import { personalRowIn } from '../../../domain/cases/reasons.ts';
import type { AuditEntry, AuditFacts } from '../../../domain/oversight/audit-chain.ts';
import { type ClearThing, isCounted, LOOKS } from '../../../domain/oversight/clear-values.ts';
import { dayStart } from '../../../domain/staff/working-time.ts';
import type { StoredPaper } from '../../../ports/open-cases.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import type { Ports } from '../ports.ts';

/** Whoever works at cases looks at the one in their hands; leads, auditors and those who hand in at any. */
export function mayLook(row: WorkRow | undefined, staff: StaffCaller, now: Date): WorkRow {
  if (!row) throw new Refused('case.unknown');
  const seesAll = (['assign-case', 'read-audit', 'work-authority'] as const).some((right) => may(staff.roles, right));
  if (!seesAll && !isHeldBy(row.lease, staff.staffId, now)) throw new Refused('case.not-yours');
  return row;
}

/** How many counted looks somebody has had on a day. */
export const looksOn = (at: Date, staffId: string, { auditReader }: Pick<Ports, 'auditReader'>): Promise<number> =>
  auditReader.countSince(staffId, LOOKS, dayStart(at));

/** Lets nobody see or search more than they may in a day, nor without a reason. Call it in a transaction. */
async function requireLeft(
  actions: readonly string[],
  refusal: Refusal,
  { staffId, at, reason }: { readonly staffId: string; readonly at: Date; readonly reason: unknown },
  { auditReader, clearViews, workTimes }: Ports,
): Promise<void> {
  const fields = [{ field: 'reason', message: '请选择为什么要看。' }];
  if (reason === undefined) throw new Refused('request.invalid', { fields });
  const { settings } = await workTimes.current();
  await clearViews.hold(staffId);
  if ((await auditReader.countSince(staffId, actions, dayStart(at))) >= settings.revealsPerDay)
    throw new Refused(refusal);
}

/** Somebody is about to see something in clear. */
interface Look {
  /** Locked, for whoever may look at it. */
  readonly found: WorkRow;
  readonly staff: Pick<StaffCaller, 'staffId'>;
  readonly at: Date;
  readonly thing: ClearThing;
  /** What the chain says of it beside the reason. */
  readonly facts: AuditFacts;
  readonly reason: string | undefined;
  readonly row: string;
  readonly objectKey: string | undefined;
}

/**
 * The gate: nothing of a case is shown in clear before it has let it pass. It remembers who sees what; a number, and what is not of
 * the case in hand, needs a reason and counts. Call it in a transaction with the case locked, before the object is written.
 *
 * @throws Refused('reveal.too-many'); Refused('request.invalid') without a reason where one is needed.
 */
export async function pass({ found, staff, at, thing, row, objectKey, ...look }: Look, ports: Ports): Promise<void> {
  const [{ caseId }, { staffId }] = [found, staff];
  const lease = isHeldBy(found.lease, staffId, at);
  const reason = isCounted(thing, lease) ? look.reason : undefined;
  if (isCounted(thing, lease)) await requireLeft(LOOKS, 'reveal.too-many', { staffId, at, reason }, ports);
  await ports.clearViews.note({ caseId, staffId, row, at, objectKey });
  const action = thing === 'paper' ? 'paper-opened' : thing === 'submission' ? 'authority-exported' : 'revealed';
  const facts = { ...look.facts, lease, ...(reason !== undefined && { reason }) };
  await ports.auditLog.append({ caseId, at, actor: staffId, action, facts });
}

const OPEN_MS = 10 * 60 * 1000;

/** Remembers that somebody has opened a case: whoever looks again within ten minutes has it open. @param entries of its chain. */
export async function noteOpening(
  { caseId, lease }: WorkRow,
  actor: string,
  entries: readonly AuditEntry[],
  { auditLog, clock, transactions }: Ports,
): Promise<void> {
  const [action, at] = ['case-opened', clock.now()] as const;
  const own = entries.filter((entry) => entry.action === action && entry.actor === actor);
  if (own.some((entry) => entry.at.getTime() > at.getTime() - OPEN_MS)) return;
  const facts = { lease: isHeldBy(lease, actor, at) };
  await transactions.inTransaction(() => auditLog.append({ caseId, at, actor, action, facts }));
}

interface Quest {
  readonly staffId: string;
  /** `searched`: by a number or a name of somebody, which counts as often a day as values may be shown. */
  readonly action: 'searched' | 'searched-order' | 'access-read' | 'access-exported';
  /** Never what was typed. */
  readonly facts: AuditFacts;
}

/**
 * Looks for something on somebody's behalf, and remembers in their own chain what was found.
 *
 * @throws Refused('search.too-many'); Refused('request.invalid') without a reason where one is needed.
 */
export const search = <Found extends readonly unknown[]>(
  { staffId, action, facts }: Quest,
  { find, casesIn }: { find(): Promise<Found>; casesIn(found: Found): readonly string[] },
  ports: Ports,
): Promise<Found> =>
  ports.transactions.inTransaction(async () => {
    const [at, { reason }] = [ports.clock.now(), facts];
    if (action === 'searched') await requireLeft([action], 'search.too-many', { staffId, at, reason }, ports);
    else await ports.clearViews.hold(staffId);
    const found = await find();
    const cases = casesIn(found).join();
    const told = { ...facts, found: found.length, ...(cases && { cases }) };
    await ports.auditLog.append({ caseId: staffId, at, actor: staffId, action, facts: told });
    return found;
  });

/**
 * Whether a text that somebody typed has a value in it that is masked. Whoever hears so knows a value, so it is counted and noted
 * like one that is shown. Call it last, in a transaction with the case locked; refuse only when that is over, so that the count stays.
 *
 * @throws Refused('reveal.too-many') before anything is compared.
 */
export async function namesValue(
  texts: readonly string[],
  rows: readonly CheckRow[],
  { found, staff, at }: Pick<Look, 'found' | 'staff' | 'at'>,
  ports: Ports,
): Promise<boolean> {
  if (texts.length === 0) return false;
  const [{ staffId }, reason] = [staff, 'written'];
  await requireLeft(LOOKS, 'reveal.too-many', { staffId, at, reason }, ports);
  const row = personalRowIn(texts, rows);
  const look = { found, staff, at, thing: 'written', reason, objectKey: undefined } as const;
  if (row !== undefined) await pass({ ...look, row, facts: { row } }, ports);
  return row !== undefined;
}

/** A value in clear, and a paper, can be read for so long. */
const SHOWN_SECONDS = 60;
/** More than a picture of a package has. */
const MOST_BYTES = 25 * 1024 * 1024;

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
  if (await clearViews.noteWritten(key, digestOf(contents))) return;
  await objectStore.remove(key);
  throw new Refused('case.unknown');
}

/**
 * Writes a picture with a mark of who looks and when.
 *
 * @throws Refused('paper.broken') and as `writeView`
 */
export async function writeMarked(
  { objectKey }: StoredPaper,
  to: string,
  { staff, at, cover }: Pick<Look, 'at'> & { readonly staff: StaffCaller; readonly cover: Cover | undefined },
  ports: Ports,
): Promise<void> {
  const picture = await ports.objectStore.read(objectKey, { maxBytes: MOST_BYTES });
  if (!picture) throw new Refused('paper.broken');
  await writeView(to, await ports.markedPictures.mark(picture, staff, at, cover), 'image/jpeg', ports);
}

/** @param downloadName of a file that is saved instead of shown. */
export const linkTo = async (key: string, { clock, objectStore }: Ports, downloadName?: string) => ({
  url: await objectStore.readLink(key, SHOWN_SECONDS, downloadName),
  expiresAt: new Date(clock.now().getTime() + SHOWN_SECONDS * 1000),
});
