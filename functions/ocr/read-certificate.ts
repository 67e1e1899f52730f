import { setTimeout as sleep } from 'node:timers/promises';
import { isReadable } from '../../shared/domain/document.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import type { ArrivalOutcome, ArrivedObject } from '../../shared/edge/cos-function.ts';
import type { DocumentChange, Documents } from '../../shared/ports/documents.ts';
import type { ObjectStore } from '../../shared/ports/object-store.ts';
import type { Ocr, Reading } from '../../shared/ports/ocr.ts';
import { unreadableFinding, warningFinding } from './reading-findings.ts';

/** The vendor fetches the picture within seconds; more would only help a thief. */
const LINK_SECONDS = 60;
/** Longer than a reading takes with its time-out of 20 s. Waiting for it and reading oneself fit into the function's 60 s. */
const LEASE_SECONDS = 30;
const POLL_MS = 500;

export interface ReadingPorts {
  readonly documents: Documents;
  readonly objectStore: ObjectStore;
  readonly ocr: Ocr;
}

/**
 * Reads a certificate that has arrived in clean storage, and keeps what was read, or the reason why it can't be read; then the picture
 * is deleted.
 *
 * Each reading is billed, so it is claimed before the vendor is asked: of several events for one picture one reads. The others wait
 * until it is through, and take over when its instance died.
 *
 * @throws Failed when the vendor failed; the next delivery of the event reads.
 */
export async function readCertificate({ key }: ArrivedObject, ports: ReadingPorts): Promise<ArrivalOutcome> {
  const { documents, objectStore, ocr } = ports;
  const document = await documents.findByCleanKey(key);
  if (!document || !isReadable(document.kind)) return 'ignored';
  if (!(await claimed(document.id, key, documents))) return 'seen';
  try {
    const reading = await ocr.read(document.kind, await objectStore.readLink(key, LINK_SECONDS));
    const change = changeFor(reading, document.findings);
    const moved = await documents.change(document.id, 'reading', change);
    if (moved && change.state === 'refused') await objectStore.remove(key);
    return moved ? 'done' : 'seen';
  } catch (error) {
    await documents.change(document.id, 'reading', { state: 'reading' });
    throw error;
  }
}

/** Whether this call is to read; false once another one has. */
async function claimed(documentId: string, key: string, documents: Documents): Promise<boolean> {
  while ((await documents.findByCleanKey(key))?.state === 'reading') {
    if (await documents.claim(documentId, 'reading', LEASE_SECONDS)) return true;
    await sleep(POLL_MS);
  }
  return false;
}

/** What intake found stays beside what was found now. */
function changeFor(reading: Reading, before: readonly Finding[]): DocumentChange {
  if (reading.outcome === 'unreadable')
    return { state: 'refused', findings: [...before, unreadableFinding(reading.reason)] };
  return { state: 'ready', fields: reading.fields, findings: [...before, ...reading.warnings.map(warningFinding)] };
}
