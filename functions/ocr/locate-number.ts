import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '../../contracts/kit/refusal.ts';
import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import type { Place } from '../../contracts/review-desk/evidence.ts';
import type { ArrivalOutcome, ArrivedObject } from '../../platform/edge/cos-function.ts';
import { Failed } from '../../platform/ports/failed.ts';
import { type Document, isSettled } from '../../shared/domain/media/document.ts';
import { pictureOf, placesIn, withConsent } from './asked-places.ts';
import type { Ports } from './ports.ts';

/** Intake commits a photo as ready right after it has written it. */
const WAIT_MS = 8_000;
const POLL_MS = 500;
const ORIGIN = 'tencent.ocr.GeneralAccurateOCR';

/**
 * Finds the number of the ID card in a hand-held photo, so that the desk can cover its end: the number that the filing is
 * about is looked for, nothing else is read. The photo is in use already, and stays so without a place.
 *
 * @throws Failed('ocr', 'throttled') when intake has not committed the photo yet; the next delivery of the event comes again.
 */
export async function locateNumber(
  photo: Document,
  { key, messageId }: ArrivedObject,
  ports: Ports,
): Promise<ArrivalOutcome> {
  const number = await numberHeld(photo, ports);
  const file = number === undefined ? undefined : await ports.objectStore.look(key);
  if (number === undefined || !file) return 'ignored';
  const { state, fields } = await settled(key, ports);
  if (state !== 'ready' || fields) return 'seen';
  const { applicantId, filingId } = photo;
  const picture = await pictureOf({ key, bytes: file.bytes }, ports.objectStore);
  const ocr = ports.ocr.paidBy({ accountId: applicantId, filingId });
  const read = { idNumber: { text: number } };
  const places = await placesIn(
    { ...photo, messageId },
    () => withConsent(applicantId, ports, () => ocr.locate('handheld-photo', picture, read)),
    ports,
  ).catch(orNone);
  return commit(photo, number, places.idNumber ?? [], ports);
}

/** Without consent nothing was sent, and nothing is kept. */
function orNone(error: unknown): Readonly<Record<string, readonly Place[]>> {
  if (error instanceof Refused && error.refusal === 'consent.missing') return {};
  throw error;
}

/** A person who files holds their ID card; of an enterprise somebody holds the licence. Before a filing nothing was typed. */
async function numberHeld({ filingId }: Document, { reviews }: Ports): Promise<string | undefined> {
  if (filingId === undefined) return undefined;
  const { eligibility } = (await reviews.findFiling(filingId)).contents;
  const { organizerKind, certificateType, certificateNumber } = eligibility;
  const isHeld = organizerKind === 'individual' && certificateType === 'id-card' && certificateNumber !== '';
  return isHeld ? certificateForm(certificateNumber) : undefined;
}

async function settled(key: string, { documents }: Ports): Promise<Partial<Pick<Document, 'state' | 'fields'>>> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const now = await documents.findByCleanKey(key);
    if (!now || isSettled(now)) return now ?? {};
    if (waitedMs >= WAIT_MS) throw new Failed('ocr', 'throttled', 'NotCommitted');
    await sleep(POLL_MS);
  }
}

async function commit(
  { id, applicantId }: Document,
  number: string,
  places: readonly Place[],
  { consents, documents, ocrCalls, transactions }: Ports,
): Promise<ArrivalOutcome> {
  return transactions.inTransaction(async () => {
    const isKept = places.length > 0 && (await consents.isInForce(applicantId));
    const fields = { idNumber: { text: number, places, origin: ORIGIN } };
    if (isKept) await documents.change(id, 'ready', { state: 'ready', fields });
    await ocrCalls.forgetCalls(id);
    return isKept ? 'done' : 'seen';
  });
}
