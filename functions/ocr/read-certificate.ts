import { setTimeout as sleep } from 'node:timers/promises';
import { isReadable } from '../../shared/domain/media/document.ts';
import type { ArrivalOutcome, ArrivedObject } from '../../shared/edge/cos-function.ts';
import type { Documents } from '../../shared/ports/documents.ts';
import { Failed } from '../../shared/ports/failed.ts';
import { changeFor } from './change-for.ts';
import type { Ports } from './ports.ts';

/** Two calls of 20 s, a wait of 3 s for each one's slot, and 2.5 s each for a failed first attempt are 51 s. */
const LEASE_SECONDS = 55;
/** The rest of the function's 60 s is enough to read the picture when the other instance fails. */
const WAIT_MS = 8_000;
const POLL_MS = 500;

/**
 * Reads a certificate that has arrived in clean storage, and stores what was read; or the reason why it can't be used,
 * and then the picture is deleted.
 *
 * Of concurrent events for one picture one reads; the others wait for it, and take over when it fails. The vendor's
 * answer is stored before it is used (`askOnce`), so that no picture is billed twice.
 *
 * @throws Failed when the vendor failed, or another instance is still reading; the next delivery of the event retries.
 */
export async function readCertificate({ key, messageId }: ArrivedObject, ports: Ports): Promise<ArrivalOutcome> {
  const { documents, objectStore, ocrCalls, transactions } = ports;
  const document = await documents.findByCleanKey(key);
  if (!document || !isReadable(document.kind)) return 'ignored';
  const file = await objectStore.look(key);
  if (!file || !(await claimed(document.id, key, documents))) return 'seen';
  const { id, kind, filingId, findings } = document;
  const certificate = { id, kind, filingId, findings, key, bytes: file.bytes, messageId };
  try {
    const change = await changeFor(certificate, ports);
    const moved = await transactions.inTransaction(async () => {
      await ocrCalls.forgetCalls(id);
      return documents.change(id, 'reading', change);
    });
    if (moved && change.state === 'refused') await objectStore.remove(key);
    return moved ? 'done' : 'seen';
  } catch (error) {
    await documents.change(id, 'reading', { state: 'reading' });
    throw error;
  }
}

/**
 * True when this call has the lease to read, false when another call has read.
 *
 * @throws Failed when the other call takes too long.
 */
async function claimed(documentId: string, key: string, documents: Documents): Promise<boolean> {
  for (let waitedMs = 0; (await documents.findByCleanKey(key))?.state === 'reading'; waitedMs += POLL_MS) {
    if (await documents.claim(documentId, 'reading', LEASE_SECONDS)) return true;
    if (waitedMs >= WAIT_MS) throw new Failed('ocr', 'throttled', 'AnotherIsReading');
    await sleep(POLL_MS);
  }
  return false;
}
