import type { ArrivalOutcome, ArrivedObject } from '../../platform/edge/cos-function.ts';
import type { ObjectFacts } from '../../platform/ports/object-store.ts';
import {
  type Document,
  isLookedAt,
  isSettled,
  limitsOf,
  MAX_CHECKS,
  UNSETTLED_STATES,
} from '../../shared/domain/media/document.ts';
import { WITHOUT_CONSENT } from '../../shared/domain/media/without-consent.ts';
import type { ArrivalChange } from '../../shared/ports/documents/documents.ts';
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
 * Takes in an uploaded file: checks it, stores a cleaned copy under a new key, and deletes the upload.
 *
 * The stored copy comes from the bytes in memory that were checked; a document whose file is replaced meanwhile is
 * refused. The upload is deleted last: wherever an instance dies, the file is still there, and the next delivery of the
 * event (or one that upload-sweep causes) repeats the same steps with the same result.
 *
 * Without a consent in force the file is deleted unread, and without a document that it belongs to as well: the grant
 * may have outlived an erasure.
 */
export async function takeIn({ key, messageId }: ArrivedObject, ports: Ports): Promise<ArrivalOutcome> {
  const document = await ports.documents.findByIncomingKey(key);
  if (!document) {
    // The trigger has this filter too. Anywhere else in the bucket, an unknown key is none of our business.
    if (key.startsWith('incoming/')) await ports.objectStore.remove(key);
    return 'ignored';
  }
  const facts = await ports.objectStore.look(key);
  if (!facts) return 'seen';
  const isDone = isSettled(document) || (await isBeingRead(document, ports));
  const outcome = isDone ? 'seen' : await check({ document, facts, messageId }, ports);
  await clear(key, ports);
  return outcome;
}

const REPLACED = refuse('文件在检查时被替换，请重新上传。');
const GIVEN_UP = refuse('文件检查多次未能完成，请用手机相机重新拍摄或录制后上传。');

async function check(upload: Upload, ports: Ports): Promise<ArrivalOutcome> {
  const { document, facts } = upload;
  const { kind, contentType, incomingKey } = document;
  const { consents, documents, objectStore } = ports;
  const hasConsent = () => consents.isInForce(document.applicantId);
  if (!(await hasConsent())) return refuseUnread(upload, ports);
  await documents.change(document.id, 'waiting', { state: 'received' });
  const { maxBytes } = limitsOf(kind);
  const isTooLong = facts.bytes > maxBytes;
  const bytes = isTooLong ? undefined : await objectStore.read(incomingKey, { etag: facts.etag, maxBytes });
  const cleanKey = await begin(upload, ports);
  if (!bytes || !cleanKey) return settle(upload, refusal(isTooLong ? refuseLength(maxBytes) : REPLACED), ports);
  // Counted before, because a hostile file may end the instance.
  if ((await documents.countCheck(document.id)) > MAX_CHECKS) return settle(upload, refusal(GIVEN_UP), ports);
  const file = await checkFile(kind, contentType, bytes);
  if (!file.accepted) return settle(upload, refusal(file), ports);
  if (!(await hasConsent())) return refuseUnread(upload, ports);
  const write = async () => {
    await objectStore.write(cleanKey, file.bytes, file.contentType);
    // Erased meanwhile: nothing names the copy any more.
    if (!(await documents.findByIncomingKey(incomingKey))) await objectStore.remove(cleanKey);
  };
  if (!isLookedAt(kind)) {
    await write();
    return settleUnlessReplaced(upload, { state: 'ready', findings: file.findings }, ports);
  }
  // The event of the copy starts the reading or the look, which must find the document committed.
  const outcome = await settleUnlessReplaced(upload, { state: 'reading', findings: file.findings }, ports);
  const now = await documents.findByIncomingKey(incomingKey);
  if (now?.state === 'reading' && !(await isBeingRead(now, ports))) await write();
  return outcome;
}

/** What is looked at is committed before its copy is written, and an instance may have died in between. */
const isBeingRead = async ({ state, cleanKey }: Document, { objectStore }: Ports): Promise<boolean> =>
  state === 'reading' && cleanKey !== undefined && (await objectStore.look(cleanKey)) !== undefined;

/**
 * Records where the copy will be stored before it is written, so that another instance can take over with the same key
 * and no copy is ever orphaned. The end of the key identifies the upload.
 *
 * @returns undefined when the copy belongs to another upload.
 */
async function begin({ document, facts }: Upload, { documents, ids }: Ports): Promise<string | undefined> {
  const mark = `.${facts.etag.replace(/[^\w-]/g, '')}`;
  // What is read or looked at has its own folder, because its events start that.
  const folder = isLookedAt(document.kind) ? 'clean/certificates' : 'clean/materials';
  const cleanKey = `${folder}/${ids.secret()}${mark}`;
  if (await documents.change(document.id, 'received', { state: 'checking', cleanKey })) return cleanKey;
  const noted = (await documents.findByIncomingKey(document.incomingKey))?.cleanKey;
  return noted?.endsWith(mark) ? noted : undefined;
}

async function settleUnlessReplaced(upload: Upload, to: ArrivalChange, ports: Ports): Promise<ArrivalOutcome> {
  const now = await ports.objectStore.look(upload.document.incomingKey);
  // Missing when another delivery has finished and settled the document.
  const isReplaced = now !== undefined && now.etag !== upload.facts.etag;
  return settle(upload, isReplaced ? refusal(REPLACED) : to, ports);
}

/** Ends a document without a look at its file, wherever its check has got to. */
async function refuseUnread(
  { document, messageId }: Upload,
  { documents, inbox, transactions }: Ports,
): Promise<ArrivalOutcome> {
  const to: ArrivalChange = { state: 'refused', findings: [WITHOUT_CONSENT] };
  return transactions.inTransaction(async () => {
    if (!(await inbox.remember('cos', messageId))) return 'seen';
    for (const from of UNSETTLED_STATES) if (await documents.change(document.id, from, to)) return 'done';
    return 'seen';
  });
}

const refusal = ({ findings }: CheckedFile): ArrivalChange => ({ state: 'refused', findings });

/** Moves the document on and records the message in one transaction, unless another delivery has. */
async function settle(
  { document, messageId }: Upload,
  to: ArrivalChange,
  { documents, inbox, transactions }: Ports,
): Promise<ArrivalOutcome> {
  // A certificate whose copy was never written can't be read any more when its file was replaced.
  const from = document.state === 'reading' && to.state === 'refused' ? 'reading' : 'checking';
  const moved = await transactions.inTransaction(
    async () => (await inbox.remember('cos', messageId)) && (await documents.change(document.id, from, to)),
  );
  return moved ? 'done' : 'seen';
}

/** Deletes files that nobody may keep: the copy of a refused file, and last the upload. */
async function clear(key: string, { documents, objectStore }: Ports): Promise<void> {
  const { state, cleanKey } = (await documents.findByIncomingKey(key)) ?? {};
  if (state === 'refused' && cleanKey) await objectStore.remove(cleanKey);
  await objectStore.remove(key);
}
