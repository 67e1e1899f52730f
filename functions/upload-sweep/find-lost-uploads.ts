import type { Finding } from '../../contracts/kit/finding.ts';
import type { Tick } from '../../platform/edge/timer-function.ts';
import { type Document, GRANT_LIFETIME_SECONDS } from '../../shared/domain/media/document.ts';
import type { Ports } from './ports.ts';

/** Events arrive within seconds, and intake and reading end within their functions' 60 seconds. */
const IDLE_SECONDS = 60;
/** Each document takes two to three calls to the object store. */
const BATCH = 20;
/** One batch must still fit in: its calls run concurrently and time out after 5 seconds each. */
const RESERVE_MS = 20_000;
/** The store checks a permit when an upload begins; 6 MB on a very slow network take this long. */
const UPLOAD_SECONDS = 5 * 60;
/** After this, OCR was out of order for a day, or every attempt at this file has died. */
const GIVE_UP_SECONDS = 24 * 60 * 60;

type Outcome = 'told' | 'waiting' | 'refused' | 'raced';

/**
 * Finds stalled documents, whose event was lost or whose last delivery died, and makes the store emit the event again.
 * Intake and reading then run as after any event, each once. A document whose file never arrived is refused.
 *
 * @throws Failed('object-store', …); the next run gets the claimed documents again.
 */
export async function findLostUploads({ remainingMs }: Tick, ports: Ports) {
  const counts: Record<Outcome, number> = { told: 0, waiting: 0, refused: 0, raced: 0 };
  while (remainingMs() > RESERVE_MS) {
    const idle = await ports.documents.claimIdle(IDLE_SECONDS, BATCH);
    if (idle.length === 0) break;
    for (const outcome of await Promise.all(idle.map((document) => follow(document, ports)))) counts[outcome] += 1;
  }
  return { told: counts.told, refused: counts.refused };
}

async function follow(document: Document, ports: Ports): Promise<Outcome> {
  const { createdAt, updatedAt, cleanKey, incomingKey } = document;
  const { objectStore } = ports;
  const secondsSince = (at: Date) => (ports.clock.now().getTime() - at.getTime()) / 1000;
  if (secondsSince(createdAt) > GIVE_UP_SECONDS) {
    const outcome = await refuse(document, STUCK, ports);
    if (outcome === 'refused') await Promise.all([incomingKey, cleanKey].map((key) => key && objectStore.remove(key)));
    return outcome;
  }
  if (await repeatEvent(document, ports)) return 'told';
  const mayStillCome = secondsSince(updatedAt) <= GRANT_LIFETIME_SECONDS + UPLOAD_SECONDS;
  return mayStillCome ? 'waiting' : refuse(document, NEVER_CAME, ports);
}

/** Makes the store emit a file's event again; false when there is no file. */
async function repeatEvent({ id, state, cleanKey, incomingKey }: Document, { documents, objectStore }: Ports) {
  // Without a clean copy, intake died before it wrote it; the upload is still there and starts intake again.
  if (state === 'reading' && cleanKey && (await objectStore.copy(cleanKey, cleanKey))) return true;
  if (!(await objectStore.copy(incomingKey, incomingKey))) return false;
  await documents.change(id, 'waiting', { state: 'received' });
  return true;
}

/** `raced` when another process has moved the document on meanwhile. */
async function refuse({ id, state }: Document, finding: Finding, { documents }: Ports): Promise<Outcome> {
  return (await documents.change(id, state, { state: 'refused', findings: [finding] })) ? 'refused' : 'raced';
}

const because = (message: string): Finding => ({
  ruleId: 'MT-05',
  severity: 'block',
  field: 'file',
  params: {},
  message,
});
const NEVER_CAME = because('没有收到文件，上传凭证已过期，请重新上传。');
const STUCK = because('文件处理没有完成，请重新上传。');
