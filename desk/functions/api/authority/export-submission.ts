import { strToU8, zipSync } from 'fflate';
import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { acceptedContents } from '../../../application/accepted-contents.ts';
import { packSubmission, UnfitAttachment } from '../../../application/pack-submission.ts';
import { type CheckedField, fieldsOf } from '../../../domain/fields.ts';
import type { AuthoritySubmission } from '../../../ports/authority.ts';
import { writeView } from '../cases/look.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';

/** A package can be fetched for so long. */
const SHOWN_SECONDS = 60;

/**
 * Gives a filing its number and packs what is typed and uploaded at the authority: behind a link, never in a reply. Who
 * exports it is in the case's chain before the link exists. Exported again, it has the same number.
 *
 * @throws Refused('authority.unknown' | 'authority.attachment-too-large'); Failed('object-store', …)
 */
export async function exportSubmission(
  { staff, caseId }: Input<typeof contract.exportSubmission>,
  ports: Ports,
): Promise<Output<typeof contract.exportSubmission>> {
  const { auditLog, clearViews, clock, ids, openCases, submissions, transactions } = ports;
  const { fittedPictures, objectStore } = ports;
  const { staffId } = staff;
  const objectKey = `views/desk/${ids.secret()}`;
  const { row, number } = await transactions.inTransaction(async () => {
    const found = await openCases.lock(caseId);
    const leaving = found && (await submissions.number(caseId));
    if (!found || !leaving || leaving.isTakenBack) throw new Refused('authority.unknown');
    const at = clock.now();
    await clearViews.note({ caseId, staffId, row: 'submission', reason: 'authority', at, objectKey });
    const facts = { number: leaving.number };
    await auditLog.append({ caseId, at, actor: staffId, action: 'authority-exported', facts });
    return { row: found, number: leaving.number };
  });
  const contents = await acceptedContents(caseId, ports);
  if (!contents) throw new Refused('case.unknown');
  const pictures = { fittedPictures, objectStore, openCases };
  const submission = await packSubmission(number, row, contents, pictures).catch((error: unknown) => {
    throw error instanceof UnfitAttachment ? new Refused('authority.attachment-too-large') : error;
  });
  await writeView(objectKey, zipOf(submission, fieldsOf(contents)), 'application/zip', ports);
  const url = await objectStore.readLink(objectKey, SHOWN_SECONDS, `submission-${number}.zip`);
  return { number, view: { url, expiresAt: new Date(clock.now().getTime() + SHOWN_SECONDS * 1000) } };
}

/** One value is one line: what a person typed writes no line or column of its own. */
const plainLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** What a person reads and types, the same for a program, and the pictures. */
function zipOf({ attachments, ...submission }: AuthoritySubmission, rows: readonly CheckedField[]): Buffer {
  const lines = rows
    .filter(({ value }) => value !== '')
    .map(({ group, label, value }) => [group, label, value].map(plainLine).join('\t'));
  const listed = attachments.map(({ bytes: _, ...one }, index) => ({ ...one, file: nameOf(one.kind, index) }));
  const files = attachments.map(({ kind, bytes }, index) => [nameOf(kind, index), bytes] as const);
  const archive = zipSync({
    // Excel and Notepad read it as UTF-8 by its mark.
    'fields.txt': strToU8(`\uFEFF${lines.join('\r\n')}\r\n`),
    'submission.json': strToU8(JSON.stringify({ ...submission, attachments: listed }, null, 2)),
    ...Object.fromEntries(files),
  });
  return Buffer.from(archive);
}

const nameOf = (kind: string, index: number): string => `attachments/${index + 1}-${kind}.jpg`;
