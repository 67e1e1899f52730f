import { setTimeout as sleep } from 'node:timers/promises';
import type { Shown } from '../../contracts/kit/contract.ts';
import { NOTHING_TYPED } from '../../shared/domain/filing/filing.ts';
import { maskedFields } from '../../shared/domain/filing/view.ts';
import { withAgreements } from '../../shared/domain/media/agreement.ts';
import { type Document, type DocumentState, isReadable, isSettled } from '../../shared/domain/media/document.ts';
import { offered } from '../../shared/domain/media/evidence.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

const POLL_MS = 400;

export interface ShowCommand {
  readonly applicantId: string;
  readonly documentId: string;
  /** Longest wait in seconds for a document that is still being processed. */
  readonly wait: number;
  /** The state that the caller shows already: any other ends the wait. Without it, only a settled state does. */
  readonly seen?: DocumentState | undefined;
}

/** Shows a document: its state, its findings, and audited links to the picture and to the values that were read. */
export async function showDocument(command: ShowCommand, ports: Ports) {
  const document = await awaited(command, ports);
  const { id, filingId, kind, subject, state, findings, cleanKey } = document;
  // In a hand-held photo only places are known, which are for the desk.
  const fields = isReadable(kind) ? await offeredFields(document, command.applicantId, ports) : undefined;
  const shown: Shown<typeof contract.showDocument> | undefined = fields && { fields };
  const hasPicture = state === 'ready' && cleanKey !== undefined;
  const owner = { accountId: command.applicantId };
  // A link to the picture itself couldn't end with the session.
  const copy = (key: string) => ports.objectStore.copy(cleanKey ?? '', key);
  if (fields || hasPicture) await ports.auditTrail.write(command.applicantId, 'document.viewed', id);
  return {
    documentId: id,
    filingId,
    kind,
    subject,
    state,
    findings,
    fields: fields && maskedFields(fields),
    view: shown && (await ports.views.show(shown, 'application/json', owner)),
    picture: hasPicture ? await ports.views.show(copy, '', owner) : undefined,
  };
}

/** The values as they are offered, with the second sources that agree by now. */
async function offeredFields(document: Document, applicantId: string, { documents, filings }: Ports) {
  const { fields, filingId } = document;
  if (!fields) return undefined;
  const [contents, all] = await Promise.all(
    filingId === undefined
      ? [NOTHING_TYPED, documents.beforeFiling(applicantId)]
      : [filings.findOwn(filingId, applicantId).then((filing) => filing.contents), documents.ofFiling(filingId)],
  );
  return offered(withAgreements(document, fields, { contents, documents: all }));
}

/** The document as soon as it is settled or its state has changed, or as it is when the wait is over. */
async function awaited(
  { documentId, applicantId, wait, seen }: ShowCommand,
  { documents, clock }: Ports,
): Promise<Document> {
  const endsAtMs = clock.now().getTime() + wait * 1000;
  for (;;) {
    const document = await documents.findOwn(documentId, applicantId);
    const isNews = seen !== undefined && document.state !== seen;
    if (isSettled(document) || isNews || clock.now().getTime() >= endsAtMs) return document;
    await sleep(POLL_MS);
  }
}
