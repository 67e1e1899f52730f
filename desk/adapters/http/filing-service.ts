import * as z from 'zod/mini';
import { addressOf } from '../../../contracts/kit/address.ts';
import { filingService } from '../../../contracts/review-desk/operations.ts';
import { readChange } from '../../../contracts/review-desk/record-change.ts';
import { exchangeBytes, failureOf, parseJson } from '../../../platform/adapters/http/exchange.ts';
import { exchangeSigned, type Sign } from '../../../platform/adapters/http/signed-exchange.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import type { FilingService } from '../../ports/filing-service.ts';

export interface FilingServiceSettings {
  /** `POST /v1/webhooks/review` of the filing service, with its host. */
  readonly webhookUrl: string;
  /** Ids of questions, which are new each time. */
  readonly ids: Ids;
  readonly sign: Sign;
}

const PORT = 'filing-service';
const TIMEOUT_SECONDS = 10;
const MAX_REPLY_BYTES = 64 * 1024;
/** The largest document of a package is a video of 6 MB; the rest is room. */
const MAX_DOCUMENT_BYTES = 25 * 1024 * 1024;
/** Not a verdict, or a value outside of its limits: sending it again won't help. */
const REFUSED = [400, 422];

/** A page has a hundred records; one may have hundreds of websites. */
const MAX_PAGE_BYTES = 8 * 1024 * 1024;

const { listChanges, listUnreachedMessages, noteTold } = filingService;
const page = z.extend(listChanges.reply, { changes: z.array(readChange) });

export const createFilingService = (settings: FilingServiceSettings): FilingService => ({
  tell: (id, verdict) => tell(settings, id, 'verdict', verdict),

  tellOfRecord: (id, event) => tell(settings, id, 'record-event', event),

  changesAfter: (next) => ask(settings, addressOf(listChanges.path, { query: { after: next } }), page),

  unreachedMessages: async () =>
    (await ask(settings, listUnreachedMessages.path, listUnreachedMessages.reply)).messages,

  noteTold: (id, key) => post(settings, { id, target: noteTold.path, content: { key } }),

  async document(link) {
    const limits = { port: PORT, timeoutSeconds: TIMEOUT_SECONDS, maxBytes: MAX_DOCUMENT_BYTES };
    const { status, body } = await exchangeBytes(link, {}, limits);
    if (status !== 200 || !body) throw new Failed(PORT, 'broken', body ? `HTTP ${status}` : 'DocumentTooLarge');
    return body;
  },
});

/** What of a message is refused, by the paths of its values. */
const refusedFields = z.object({
  error: z.object({ facts: z.object({ fields: z.array(z.object({ field: z.string().check(z.maxLength(200)) })) }) }),
});

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const serverOf = ({ webhookUrl, sign }: FilingServiceSettings) => ({ baseUrl: new URL(webhookUrl).origin, sign });

/** Asks one question. */
async function ask<T>(settings: FilingServiceSettings, target: string, reply: z.ZodMiniType<T>): Promise<T> {
  const limits = { port: PORT, timeoutSeconds: TIMEOUT_SECONDS, maxBytes: MAX_PAGE_BYTES };
  const { status, text } = await exchangeSigned(serverOf(settings), { id: settings.ids.uuid(), target }, limits);
  if (status !== 200) throw new Failed(PORT, failureOf(status), `HTTP ${status}`);
  return parseJson(PORT, text, reply);
}

/** Tells of something. */
const tell = (settings: FilingServiceSettings, id: string, type: 'verdict' | 'record-event', data: object) =>
  post(settings, { id, target: new URL(settings.webhookUrl).pathname, content: { type, data } });

/** Sends one message. Instants become ISO texts. */
async function post(
  settings: FilingServiceSettings,
  message: { readonly id: string; readonly target: string; readonly content: object },
): Promise<void> {
  const limits = { port: PORT, timeoutSeconds: TIMEOUT_SECONDS, maxBytes: MAX_REPLY_BYTES };
  const { status, text, retryAfterSeconds } = await exchangeSigned(serverOf(settings), message, limits);
  if (status >= 200 && status <= 299) return;
  const refusal = refusedFields.safeParse(jsonIn(text));
  const kind = REFUSED.includes(status) ? 'refused' : failureOf(status) === 'throttled' ? 'throttled' : 'broken';
  throw new Failed(PORT, kind, refusal.data?.error.facts.fields[0]?.field ?? `HTTP ${status}`, { retryAfterSeconds });
}
