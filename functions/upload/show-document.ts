import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from '../../shared/domain/document.ts';
import { maskedFields } from '../../shared/domain/filing-view.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Documents } from '../../shared/ports/documents.ts';
import type { ObjectStore } from '../../shared/ports/object-store.ts';
import type { Views } from '../../shared/ports/views.ts';

const POLL_MS = 400;
const LINK_SECONDS = 300;

export interface ShowCommand {
  readonly applicantId: string;
  readonly documentId: string;
  /** Longest wait in seconds for a document that is still being worked on. */
  readonly wait: number;
}

export interface ShowPorts {
  readonly documents: Documents;
  readonly objectStore: ObjectStore;
  readonly views: Views;
  readonly clock: Clock;
}

/** Shows a document: its state, what was found, and links to the picture and to the values that were read. */
export async function showDocument({ applicantId, documentId, wait }: ShowCommand, ports: ShowPorts) {
  const document = await settled(documentId, applicantId, wait * 1000, ports.documents);
  const { id, filingId, kind, subject, state, findings, fields, cleanKey } = document;
  const expiresAt = new Date(ports.clock.now().getTime() + LINK_SECONDS * 1000);
  return {
    documentId: id,
    filingId,
    kind,
    subject,
    state,
    findings,
    fields: fields && maskedFields(fields),
    view: fields && (await ports.views.show({ fields }, 'application/json')),
    picture:
      state === 'ready' && cleanKey
        ? { url: await ports.objectStore.readLink(cleanKey, LINK_SECONDS), expiresAt }
        : undefined,
  };
}

/** The document once it is ready or refused, or as it is when the wait is over. */
async function settled(
  documentId: string,
  applicantId: string,
  waitMs: number,
  documents: Documents,
): Promise<Document> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const document = await documents.find(documentId, applicantId);
    const done = document.state === 'ready' || document.state === 'refused';
    if (done || waitedMs >= waitMs) return document;
    await sleep(POLL_MS);
  }
}
