import { Refused } from '../../contracts/kit/refusal.ts';
import { log } from '../../platform/edge/log.ts';
import { Failed } from '../../platform/ports/failed.ts';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import type { Document } from '../../shared/domain/media/document.ts';
import type { Located, OcrPicture, Unanswered } from '../../shared/ports/documents/ocr.ts';
import { askOnce } from './ask-once.ts';
import type { Ports } from './ports.ts';

/** The vendor fetches the picture within seconds. */
const LINK_SECONDS = 60;

type Asked = Pick<Document, 'id' | 'createdAt'> & { readonly messageId: string };
type Places = Extract<Located, { readonly outcome: 'located' }>['places'];

/** Where values stand is worth no second delivery: without it a reviewer looks for them, and covered pictures stay so. */
export async function placesIn(asked: Asked, ask: () => Promise<Located>, ports: Ports): Promise<Places> {
  try {
    const located = await askOnce(asked, 'locate', ask, ports);
    if (located.outcome === 'located') return located.places;
    tellOperator(located, asked);
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    const { port, kind: failure, vendorCode } = error;
    log({ level: 'warn', function: 'ocr', requestId: asked.messageId, port, failure, vendorCode });
  }
  return {};
}

/** Calls the vendor unless the applicant has withdrawn their consent. @throws Refused('consent.missing') */
export async function withConsent<T>(applicantId: string, { consents }: Ports, call: () => Promise<T>): Promise<T> {
  if (!(await consents.isInForce(applicantId))) throw new Refused('consent.missing');
  return call();
}

/** A picture as the vendor gets it: by a link, or in the call. */
export async function pictureOf(
  { key, bytes }: { readonly key: string; readonly bytes: number },
  objectStore: ObjectStore,
): Promise<OcrPicture> {
  return {
    bytes,
    link: await objectStore.readLink(key, LINK_SECONDS),
    load: async () => (await objectStore.read(key, { maxBytes: bytes })) ?? Buffer.alloc(0),
  };
}

/** Arrears, a wrong parameter or an unexpected answer persist until the operator acts, so they raise an alarm. */
export function tellOperator(
  { because, vendorCode }: Unanswered,
  { messageId }: Pick<Asked, 'messageId'>,
  port: 'ocr' | 'faces' = 'ocr',
): void {
  // A budget that is used up has raised its own alarm.
  const level = because === 'unexpected-answer' || because === 'out-of-order' ? 'alarm' : 'warn';
  log({ level, function: 'ocr', requestId: messageId, port, failure: because, vendorCode });
}
