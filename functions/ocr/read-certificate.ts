import { isReadable } from '../../shared/domain/document.ts';
import type { ArrivalOutcome, ArrivedObject } from '../../shared/edge/cos-function.ts';
import type { DocumentChange, Documents } from '../../shared/ports/documents.ts';
import type { Inbox } from '../../shared/ports/inbox.ts';
import type { ObjectStore } from '../../shared/ports/object-store.ts';
import type { Ocr, Reading } from '../../shared/ports/ocr.ts';
import type { Transactions } from '../../shared/ports/transactions.ts';
import { unreadableFinding, warningFinding } from './reading-findings.ts';

/** The vendor fetches the picture within seconds; more would only help a thief. */
const LINK_SECONDS = 60;

export interface ReadingPorts {
  readonly documents: Documents;
  readonly objectStore: ObjectStore;
  readonly ocr: Ocr;
  readonly inbox: Inbox;
  readonly transactions: Transactions;
}

/** Reads a certificate that has arrived in clean storage, and keeps what was read, or the reason why it can't be read. */
export async function readCertificate({ key, messageId }: ArrivedObject, ports: ReadingPorts): Promise<ArrivalOutcome> {
  const document = await ports.documents.findByCleanKey(key);
  if (!document || !isReadable(document.kind)) return 'ignored';
  if (document.state !== 'reading') return 'seen';
  const link = await ports.objectStore.readLink(key, LINK_SECONDS);
  const reading = await ports.ocr.read(document.kind, link);
  return ports.transactions.run(async () => {
    if (!(await ports.inbox.remember('cos', messageId))) return 'seen';
    const moved = await ports.documents.change(document.id, 'reading', changeFor(reading));
    return moved ? 'done' : 'seen';
  });
}

function changeFor(reading: Reading): DocumentChange {
  if (reading.outcome === 'unreadable') return { state: 'refused', findings: [unreadableFinding(reading.reason)] };
  return { state: 'ready', fields: reading.fields, findings: reading.warnings.map(warningFinding) };
}
