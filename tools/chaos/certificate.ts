import { setTimeout as wait } from 'node:timers/promises';
import { drawIdFront } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import type { Grant } from '../walk/filer.ts';
import type { Call } from './caller.ts';

const POLL_MS = 250;
/** Events of the object store come late, and again after each function that was killed. */
const SETTLED_MS = 60_000;

let card: Promise<Buffer> | undefined;

/** The principal's ID card. */
function picture(): Promise<Buffer> {
  card ??= portrait().then((face) => drawIdFront(ENTERPRISE.idCard, { portrait: face }));
  return card;
}

/** What the picture is uploaded as. */
export interface Paper {
  readonly filingId: string;
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
}

/** A permit to upload the picture. @param refusals as for a call @returns undefined when it is refused */
export async function grantUpload(
  call: Call,
  paper: Paper,
  refusals: readonly string[] = [],
): Promise<Grant | undefined> {
  const { length: bytes } = await picture();
  const { body } = await call('grantUpload', { body: { ...paper, contentType: 'image/jpeg', bytes } }, refusals);
  return body;
}

/** The paper that is read by machine. */
export const cardOf = (filingId: string): Paper => ({ filingId, kind: 'id-front', subject: 'principal' });

/** Uploads the picture, as a mini program does. The store refuses it when the permit has expired meanwhile. */
export async function putPicture({ post }: Grant): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(post.fields)) form.append(name, value);
  form.append('file', new Blob([Uint8Array.from(await picture())]), 'file');
  await fetch(post.url, { method: 'POST', body: form });
}

export async function stateOf(call: Call, { documentId }: Grant): Promise<string> {
  const { body } = await call('showDocument', { params: { documentId }, query: {} });
  return body?.state ?? '';
}

/** Waits until the document is in one of the states. @returns its last state */
export async function untilDocumentIs(call: Call, grant: Grant, states: readonly string[]): Promise<string> {
  for (const endMs = performance.now() + SETTLED_MS; ; await wait(POLL_MS)) {
    const state = await stateOf(call, grant);
    if (states.includes(state) || performance.now() > endMs) return state;
  }
}
