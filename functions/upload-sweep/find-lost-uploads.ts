import type { Finding } from '../../shared/domain/finding.ts';
import { type Document, GRANT_LIFETIME_SECONDS } from '../../shared/domain/media/document.ts';
import type { Tick } from '../../shared/edge/timer-function.ts';
import type { Ports } from './ports.ts';

/** An event comes within seconds, and intake and reading are over within their functions' 60 seconds. */
const IDLE_SECONDS = 60;
/** Each takes two to three calls of the object store. */
const BATCH = 20;
/** One batch must still fit in: its calls run side by side and time out after 5 seconds each. */
const RESERVE_MS = 20_000;
/** The store checks a permit when an upload begins; 6 MB over the slowest network are through by then. */
const UPLOAD_SECONDS = 5 * 60;
/** By then OCR has been out of order for a day, or every attempt at this file has died. */
const GIVE_UP_SECONDS = 24 * 60 * 60;

type Outcome = 'told' | 'waiting' | 'refused' | 'raced';

/**
 * Finds documents whose file is there but on which nobody works, because an event was lost or its last delivery died, and has the store tell
 * of the file again. Intake and reading then run as after any event, each once. A document whose file never came is refused.
 *
 * @throws Failed('object-store', …) the next run comes back to what was claimed.
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
  if (await tellAgain(document, ports)) return 'told';
  const mayStillCome = secondsSince(updatedAt) <= GRANT_LIFETIME_SECONDS + UPLOAD_SECONDS;
  return mayStillCome ? 'waiting' : refuse(document, NEVER_CAME, ports);
}

/** Has the store tell of the file once more; false when there is none. */
async function tellAgain({ id, state, cleanKey, incomingKey }: Document, { documents, objectStore }: Ports) {
  // Where the clean copy is missing, intake died before it wrote it; what the client put is still there and leads to it.
  if (state === 'reading' && cleanKey && (await objectStore.touch(cleanKey))) return true;
  if (!(await objectStore.touch(incomingKey))) return false;
  await documents.change(id, 'waiting', { state: 'received' });
  return true;
}

/** Somebody who has taken the document on meanwhile wins. */
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
