import { type Document, isReadable, limitsOf } from '../../shared/domain/document.ts';
import type { ArrivalOutcome, ArrivedObject } from '../../shared/edge/cos-function.ts';
import type { Documents } from '../../shared/ports/documents.ts';
import type { Ids } from '../../shared/ports/ids.ts';
import type { Inbox } from '../../shared/ports/inbox.ts';
import type { ObjectStore } from '../../shared/ports/object-store.ts';
import type { Transactions } from '../../shared/ports/transactions.ts';
import { checkFile } from './check-file.ts';
import { type CheckedFile, refuse } from './checked-file.ts';

export interface IntakePorts {
  readonly documents: Documents;
  readonly objectStore: ObjectStore;
  readonly inbox: Inbox;
  readonly transactions: Transactions;
  readonly ids: Ids;
}

/**
 * Takes an uploaded file in: checks it, keeps a cleaned copy under a new key, deletes what the client put.
 *
 * What is kept is the copy that was checked, from memory, so that an upload that replaces the file meanwhile can't slip through. The
 * document is committed before the copy is written, because the copy's arrival starts the reading: if the instance dies in between, the
 * file is still in `incoming/` and the next delivery of the event finishes the work.
 */
export async function takeIn({ key, messageId }: ArrivedObject, ports: IntakePorts): Promise<ArrivalOutcome> {
  const document = await ports.documents.findByIncomingKey(key);
  if (!document) return 'ignored';
  const facts = await ports.objectStore.look(key);
  if (!facts) return 'seen';
  await ports.documents.change(document.id, 'waiting', { state: 'checking' });
  const { maxBytes } = limitsOf(document.kind);
  const bytes = await ports.objectStore.read(key, { etag: facts.etag, maxBytes });
  const file = bytes ? await checkFile(document.kind, document.contentType, bytes) : tooLarge;
  const mark = markOf(facts.etag);
  const cleanKey = `${folderOf(document)}/${ports.ids.secret()}${mark}`;
  const outcome = await ports.transactions.run(() => record(document, file, cleanKey, messageId, ports));
  await keep(key, file, mark, ports);
  await ports.objectStore.remove(key);
  return outcome;
}

/** The store's size rule was got round, or the file was replaced while we looked. */
const tooLarge = refuse('文件过大或上传过程被打断，请重新上传。');

/** Certificates lie apart, because their arrival starts the reading. */
const folderOf = ({ kind }: Document): string => (isReadable(kind) ? 'clean/certificates' : 'clean/materials');

/** End of a clean key: it names the upload that the copy was made from. */
const markOf = (etag: string): string => `.${etag.replace(/[^\w-]/g, '')}`;

async function record(
  document: Document,
  file: CheckedFile,
  cleanKey: string,
  messageId: string,
  { documents, inbox }: IntakePorts,
): Promise<ArrivalOutcome> {
  if (!(await inbox.remember('cos', messageId))) return 'seen';
  const moved = await documents.change(
    document.id,
    'checking',
    file.accepted
      ? { state: isReadable(document.kind) ? 'reading' : 'ready', cleanKey, findings: file.findings }
      : { state: 'refused', findings: file.findings },
  );
  return moved ? 'done' : 'seen';
}

/**
 * Writes the committed copy unless it is there. Whichever delivery of the upload comes first does it: one that died may have committed
 * already. A later upload under the same grant bears another mark and replaces nothing.
 */
async function keep(
  incomingKey: string,
  file: CheckedFile,
  mark: string,
  { documents, objectStore }: IntakePorts,
): Promise<void> {
  if (!file.accepted) return;
  const { state, cleanKey } = (await documents.findByIncomingKey(incomingKey)) ?? {};
  // A reading that refused the copy has deleted it.
  if (state === 'refused' || !cleanKey?.endsWith(mark) || (await objectStore.look(cleanKey))) return;
  await objectStore.write(cleanKey, file.bytes, file.contentType);
}
