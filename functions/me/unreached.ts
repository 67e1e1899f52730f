import { subjectOf } from '../../shared/domain/messages/notification-text.ts';
import { type Unreached, unreachedOf, unreachedSince, untoldWords } from '../../shared/domain/messages/unreached.ts';
import { namesOfRecord } from '../../shared/domain/record/record.ts';
import type { Ports } from './ports.ts';

/** What somebody should have heard about the caller's filings and records, and nobody could tell them. */
export async function listUnreached(
  { applicantId }: { readonly applicantId: string },
  { clock, filings, outbox, records }: Ports,
) {
  const own = await Promise.all([filings.listOwn(applicantId), records.listOwn(applicantId)]);
  const [ownFilings, ownRecords] = own;
  const subjects = new Map([
    ...ownRecords.map((record) => [String(record.id), subjectOf({ names: namesOfRecord(record) })] as const),
    ...ownFilings.map(({ id, domain }) => [id, domain] as const),
  ]);
  const reminders = await outbox.remindersAbout([...subjects.keys()], unreachedSince(clock.now()));
  return { messages: unreachedOf(reminders).map((message) => shown(message, subjects)) };
}

function shown(message: Unreached, subjects: ReadonlyMap<string, string>) {
  const { filingId, recordId } = message.payload;
  const subject = subjects.get(String(filingId ?? recordId)) ?? '';
  return {
    ...(filingId ? { filingId: String(filingId) } : { recordId: String(recordId) }),
    subject,
    what: untoldWords(message, subject),
    role: message.role,
    at: message.at,
  };
}
