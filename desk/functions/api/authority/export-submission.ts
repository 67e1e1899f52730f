import { strToU8, zipSync } from 'fflate';
import type { StaffCaller } from '../../../../contracts/desk/staff-caller.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { tableCell } from '../../../../contracts/normal-forms/table-cell.ts';
import { acceptedContents } from '../../../application/accepted-contents.ts';
import { packSubmission, UnfitAttachment } from '../../../application/pack-submission.ts';
import { type LedgerEntry, ledgerNumber, ledgerOf, ledgerSheets } from '../../../domain/oversight/ledger.ts';
import type { AuthoritySubmission } from '../../../ports/authority.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import { linkTo, newViewKey, pass, writeView } from '../cases/gate.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';
import { workbookOf } from './workbook.ts';

/**
 * Gives a filing its number and packs what is typed and uploaded at the authority, or lists its fields to copy one by one: behind a
 * link, never in a reply. Who exports it is in the case's chain before the link exists. Exported again, it has the same number.
 *
 * @throws Refused('authority.unknown' | 'authority.attachment-too-large' | 'reveal.too-many'); Failed('object-store', …)
 */
export const exportSubmission: UseCase<'exportSubmission'> = async ({ staff, caseId, as }, ports) => {
  const { fittedPictures, openCases } = ports;
  const objectKey = newViewKey(ports);
  const leaving = await ports.transactions.inTransaction(async () =>
    numbered(await openCases.lock(caseId), staff, objectKey, ports),
  );
  if (!leaving) throw new Refused('authority.unknown');
  const entry = await entryOf(leaving, ports);
  if (!entry) throw new Refused('case.unknown');
  const { number } = entry;
  if (as === 'fields') {
    await writeView(objectKey, Buffer.from(JSON.stringify({ fields: ledgerOf(entry) })), 'application/json', ports);
    return { number, view: await linkTo(objectKey, ports) };
  }
  const submission = await packSubmission(number, leaving.row, entry.contents, { ...ports, fittedPictures }).catch(
    (error: unknown) => {
      throw error instanceof UnfitAttachment ? new Refused('authority.attachment-too-large') : error;
    },
  );
  await writeView(objectKey, zipOf(submission, entry), 'application/zip', ports);
  return { number, view: await linkTo(objectKey, ports, `submission-${ledgerNumber(number)}.zip`) };
};

/**
 * The same of many filings as one workbook, without their pictures. What is tied to the caller, or was withdrawn meanwhile, is left
 * out and named.
 *
 * @throws Refused('authority.unknown') when nothing is left; Refused('reveal.too-many'); Failed('object-store', …)
 */
export const exportLedger: UseCase<'exportLedger'> = async ({ staff, body: { caseIds } }, ports) => {
  const objectKey = newViewKey(ports);
  const leaving = await ports.transactions.inTransaction(() => allNumbered(caseIds, staff, objectKey, ports));
  const entries = (await Promise.all(leaving.map((each) => entryOf(each, ports)))).filter(
    (entry) => entry !== undefined,
  );
  if (entries.length === 0) throw new Refused('authority.unknown');
  entries.sort((a, b) => a.number - b.number);
  await writeView(objectKey, workbookOf(ledgerSheets(entries)), XLSX, ports);
  const names = [entries[0], entries.at(-1)].map((entry) => ledgerNumber(entry?.number ?? 0));
  return {
    exported: entries.length,
    leftOut: caseIds.filter((caseId) => !leaving.some(({ row }) => row.caseId === caseId)),
    view: await linkTo(objectKey, ports, `submissions-${[...new Set(names)].join('-')}.xlsx`),
  };
};
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** All are locked, in one order, before the first has its number: who exports some of them at once waits, and nobody for ever. */
async function allNumbered(caseIds: readonly string[], staff: StaffCaller, objectKey: string, ports: Ports) {
  const locked = new Map<string, WorkRow | undefined>();
  for (const caseId of [...new Set(caseIds)].toSorted())
    if (!(await ports.declaredTies.isTied(staff.staffId, caseId)))
      locked.set(caseId, await ports.openCases.lock(caseId));
  const leaving: Leaving[] = [];
  for (const caseId of new Set(caseIds)) {
    const found = await numbered(locked.get(caseId), staff, objectKey, ports);
    if (found) leaving.push(found);
  }
  return leaving;
}

/** A locked filing that has its number, and whose export is in its chain. Call it in a transaction. @returns undefined when none waits. */
async function numbered(found: WorkRow | undefined, staff: StaffCaller, objectKey: string, ports: Ports) {
  const { clock, submissions } = ports;
  const leaving = found && (await submissions.number(found.caseId));
  if (!found || !leaving || leaving.isTakenBack) return undefined;
  const look = { found, staff, at: clock.now(), row: 'submission', facts: { number: leaving.number }, objectKey };
  await pass({ ...look, thing: 'submission', reason: 'authority' }, ports);
  return { row: found, number: leaving.number };
}
type Leaving = NonNullable<Awaited<ReturnType<typeof numbered>>>;

async function entryOf({ row, number }: Leaving, ports: Ports): Promise<LedgerEntry | undefined> {
  const contents = await acceptedContents(row.caseId, ports);
  return contents && { number, filingType: row.filingType, province: row.province, contents };
}

/** What a person reads and types, the same for a program, and the pictures. */
function zipOf({ attachments, ...submission }: AuthoritySubmission, entry: LedgerEntry): Buffer {
  const lines = ledgerOf(entry).map(({ group, label, value }) => [group, label, value].map(tableCell).join('\t'));
  const named = attachments.map(({ bytes, ...attachment }, place) => ({
    bytes,
    attachment,
    file: `attachments/${fileOf(attachment, place, entry)}`,
  }));
  const listed = named.map(({ attachment, file }) => ({ ...attachment, file }));
  const archive = zipSync({
    // Excel and Notepad read it as UTF-8 by its mark.
    'fields.txt': strToU8(`\uFEFF${lines.join('\r\n')}\r\n`),
    'submission.json': strToU8(JSON.stringify({ ...submission, attachments: listed }, null, 2)),
    ...Object.fromEntries(named.map(({ file, bytes }) => [file, bytes])),
  });
  return Buffer.from(archive);
}

/** `000012-1-主体负责人-身份证人像面.jpg`: whose picture it is stands in its name, beside what it shows. */
function fileOf(
  { id, subject }: { id: string; subject: string },
  place: number,
  { number, contents }: LedgerEntry,
): string {
  const { documents, websites } = contents;
  const site = websites.findIndex((website) => subject === `website:${website.id}`);
  const whose = SUBJECTS[subject] ?? (websites.length > 1 ? `网站${site + 1}` : '网站');
  const label = documents.find((document) => document.id === id)?.label ?? '';
  return `${ledgerNumber(number)}-${place + 1}-${whose}-${label.replace(/[^\p{L}\p{N}]+/gu, '')}.jpg`;
}
const SUBJECTS: Readonly<Record<string, string>> = { organizer: '主体', principal: '主体负责人' };
