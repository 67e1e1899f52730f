import { type Document, isReadable, isSettled, limitsOf } from '../../shared/domain/media/document.ts';
import type { ArrivalOutcome, ArrivedObject } from '../../shared/edge/cos-function.ts';
import type { DocumentChange } from '../../shared/ports/documents.ts';
import type { ObjectFacts } from '../../shared/ports/object-store.ts';
import { checkFile } from './check-file.ts';
import { type CheckedFile, refuse, refuseLength } from './checked-file.ts';
import type { Ports } from './ports.ts';

/** One version of a document's file. */
interface Upload {
  readonly document: Document;
  readonly facts: ObjectFacts;
  readonly messageId: string;
}

/**
 * Takes an uploaded file in: checks it, keeps a cleaned copy under a new key, deletes what the client put.
 *
 * What is kept is the copy that was checked, from memory; and a document whose file is replaced meanwhile is refused. What the client put
 * is deleted last: in whichever step an instance dies, the file is still there, and the next delivery of the event (or the one that
 * upload-sweep brings about) goes through the same steps again, to the same copy.
 */
export async function takeIn({ key, messageId }: ArrivedObject, ports: Ports): Promise<ArrivalOutcome> {
  const document = await ports.documents.findByIncomingKey(key);
  if (!document) return 'ignored';
  const facts = await ports.objectStore.look(key);
  if (!facts) return 'seen';
  const isThrough = isSettled(document) || (await isBeingRead(document, ports));
  const outcome = isThrough ? 'seen' : await check({ document, facts, messageId }, ports);
  await clear(key, ports);
  return outcome;
}

const REPLACED = refuse('文件在检查时被替换，请重新上传。');

async function check(upload: Upload, ports: Ports): Promise<ArrivalOutcome> {
  const { document, facts } = upload;
  const { kind, contentType, incomingKey } = document;
  const { documents, objectStore } = ports;
  await documents.change(document.id, 'waiting', { state: 'received' });
  const { maxBytes } = limitsOf(kind);
  const isTooLong = facts.bytes > maxBytes;
  const bytes = isTooLong ? undefined : await objectStore.read(incomingKey, { etag: facts.etag, maxBytes });
  const cleanKey = await begin(upload, ports);
  if (!bytes || !cleanKey) return settle(upload, refusal(isTooLong ? refuseLength(maxBytes) : REPLACED), ports);
  const file = await checkFile(kind, contentType, bytes);
  if (!file.accepted) return settle(upload, refusal(file), ports);
  const write = () => objectStore.write(cleanKey, file.bytes, file.contentType);
  if (!isReadable(kind)) {
    await write();
    return settleUnlessReplaced(upload, { state: 'ready', findings: file.findings }, ports);
  }
  // The arrival of the copy starts the reading, which must find the document committed.
  const outcome = await settleUnlessReplaced(upload, { state: 'reading', findings: file.findings }, ports);
  const now = await documents.findByIncomingKey(incomingKey);
  if (now?.state === 'reading' && !(await isBeingRead(now, ports))) await write();
  return outcome;
}

/** A certificate is committed before its copy is written; an instance may have died in between. */
const isBeingRead = async ({ state, cleanKey }: Document, { objectStore }: Ports): Promise<boolean> =>
  state === 'reading' && cleanKey !== undefined && (await objectStore.look(cleanKey)) !== undefined;

/**
 * Notes where the copy is to lie, before anything lies there: whoever takes over from a dead instance writes to the same place, and no
 * copy is ever unknown. The end of the key names the upload that it is made from.
 *
 * @returns undefined when the copy is already that of another upload.
 */
async function begin({ document, facts }: Upload, { documents, ids }: Ports): Promise<string | undefined> {
  const mark = `.${facts.etag.replace(/[^\w-]/g, '')}`;
  // Certificates lie apart, because their arrival starts the reading.
  const folder = isReadable(document.kind) ? 'clean/certificates' : 'clean/materials';
  const cleanKey = `${folder}/${ids.secret()}${mark}`;
  if (await documents.change(document.id, 'received', { state: 'checking', cleanKey })) return cleanKey;
  const noted = (await documents.findByIncomingKey(document.incomingKey))?.cleanKey;
  return noted?.endsWith(mark) ? noted : undefined;
}

async function settleUnlessReplaced(upload: Upload, to: DocumentChange, ports: Ports): Promise<ArrivalOutcome> {
  const now = await ports.objectStore.look(upload.document.incomingKey);
  // Gone when another delivery is through; that one has settled the document.
  const isReplaced = now !== undefined && now.etag !== upload.facts.etag;
  return settle(upload, isReplaced ? refusal(REPLACED) : to, ports);
}

const refusal = ({ findings }: CheckedFile): DocumentChange => ({ state: 'refused', findings });

/** Moves the document on together with the memory of the message, if nobody else has. */
async function settle(
  { document, messageId }: Upload,
  to: DocumentChange,
  { documents, inbox, transactions }: Ports,
): Promise<ArrivalOutcome> {
  // What is being read without a copy can't be read any more when its file was replaced.
  const from = document.state === 'reading' && to.state === 'refused' ? 'reading' : 'checking';
  const moved = await transactions.inTransaction(
    async () => (await inbox.remember('cos', messageId)) && (await documents.change(document.id, from, to)),
  );
  return moved ? 'done' : 'seen';
}

/** Deletes what nobody is to have any more: the copy of a refused file, and last of all what the client put. */
async function clear(key: string, { documents, objectStore }: Ports): Promise<void> {
  const { state, cleanKey } = (await documents.findByIncomingKey(key)) ?? {};
  if (state === 'refused' && cleanKey) await objectStore.remove(cleanKey);
  await objectStore.remove(key);
}
