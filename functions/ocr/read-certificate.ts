import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { ArrivalOutcome, ArrivedObject } from '../../platform/edge/cos-function.ts';
import { Failed } from '../../platform/ports/failed.ts';
import { isJudged, isLookedAt } from '../../shared/domain/media/document.ts';
import { WITHOUT_CONSENT } from '../../shared/domain/media/without-consent.ts';
import type { DocumentChange, Documents } from '../../shared/ports/documents/documents.ts';
import { changeFor, type LookedAt } from './change-for.ts';
import { comparePortrait } from './compare-portrait.ts';
import { judgePicture } from './judge-picture.ts';
import type { Ports } from './ports.ts';

/**
 * Two calls of 20 s, a wait of 3 s for each one's slot, and 5.5 s and 2.5 s for attempts that failed before are 54 s.
 */
const LEASE_SECONDS = 55;
/** The rest of the function's 60 s is enough to read the picture when the other instance fails. */
const WAIT_MS = 8_000;
const POLL_MS = 500;

/**
 * Reads a certificate that has arrived in clean storage, and stores what was read; or the reason why it can't be used,
 * and then the picture is deleted.
 *
 * When events for a picture come at once, one reads it; the others wait for it, and take over when it fails. The vendor's
 * answer is stored before it is used (`askOnce`), so that no picture is billed twice.
 *
 * A hand-held photo and a commitment letter are judged by what they must show (`judgePicture`).
 *
 * Without a consent in force nothing is sent and nothing that was read is saved: the picture is deleted. So is one that
 * belongs to no document, because its account was erased.
 *
 * @throws Failed when the vendor failed, or another instance is still reading; the next delivery of the event retries.
 */
export async function readCertificate(arrived: ArrivedObject, ports: Ports): Promise<ArrivalOutcome> {
  const { key, messageId } = arrived;
  const { documents, objectStore } = ports;
  const document = await documents.findByCleanKey(key);
  if (!document && key.startsWith('clean/certificates/')) await objectStore.remove(key);
  if (!document || !isLookedAt(document.kind)) return 'ignored';
  const file = await objectStore.look(key);
  if (!file || !(await claimed(document.id, key, documents))) return 'seen';
  const { id, subject, filingId, applicantId, createdAt, findings } = document;
  const picture: LookedAt = {
    id,
    kind: document.kind,
    subject,
    filingId,
    applicantId,
    createdAt,
    findings,
    key,
    bytes: file.bytes,
    messageId,
  };
  try {
    const change = await changeOrRefusal(picture, ports);
    if (change.state === 'ready') await comparePortrait(picture, ports);
    const state = await commit(picture, change, ports);
    if (state === 'refused') await objectStore.remove(key);
    return state ? 'done' : 'seen';
  } catch (error) {
    await documents.change(id, 'reading', { state: 'reading' });
    throw error;
  }
}

const UNREAD: DocumentChange = { state: 'refused', findings: [WITHOUT_CONSENT] };

async function changeOrRefusal(picture: LookedAt, ports: Ports): Promise<DocumentChange> {
  const { kind } = picture;
  try {
    return isJudged(kind)
      ? await judgePicture({ ...picture, kind }, ports)
      : await changeFor({ ...picture, kind }, ports);
  } catch (error) {
    if (error instanceof Refused && error.refusal === 'consent.missing') return UNREAD;
    throw error;
  }
}

/** Saves what was read, if consent is still in force. @returns the new state; undefined when another call was first. */
async function commit(
  { id, applicantId }: LookedAt,
  read: DocumentChange,
  { consents, documents, ocrCalls, transactions }: Ports,
): Promise<DocumentChange['state'] | undefined> {
  return transactions.inTransaction(async () => {
    const change = (await consents.isInForce(applicantId)) ? read : UNREAD;
    // In the order in which an erasure locks them.
    const moved = await documents.change(id, 'reading', change);
    await ocrCalls.forgetCalls(id);
    return moved ? change.state : undefined;
  });
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
