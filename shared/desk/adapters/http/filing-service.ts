import { exchange, exchangeBytes, failureOf } from '../../../adapters/http/exchange.ts';
import { Failed } from '../../../ports/failed.ts';
import type { FilingService } from '../../ports/filing-service.ts';

export interface FilingServiceSettings {
  /** `POST /v1/webhooks/review` of the filing service, with its host. */
  readonly webhookUrl: string;
  /** Signature headers (Standard Webhooks) for one attempt at sending `body`. */
  readonly sign: (message: { readonly id: string; readonly body: string }) => Readonly<Record<string, string>>;
}

const PORT = 'filing-service';
const TIMEOUT_SECONDS = 10;
const MAX_REPLY_BYTES = 64 * 1024;
/** The largest document of a package is a video of 6 MB; the rest is room. */
const MAX_DOCUMENT_BYTES = 25 * 1024 * 1024;
/** Not a verdict, or a value outside of its limits: sending it again won't help. */
const REFUSED = [400, 422];

export const createFilingService = ({ webhookUrl, sign }: FilingServiceSettings): FilingService => ({
  async tell(messageId, { at, ...verdict }) {
    const body = JSON.stringify({ type: 'verdict', data: { ...verdict, at: at.toISOString() } });
    const headers = { 'content-type': 'application/json', ...sign({ id: messageId, body }) };
    const limits = { port: PORT, timeoutSeconds: TIMEOUT_SECONDS, maxBytes: MAX_REPLY_BYTES };
    const { status, retryAfterSeconds } = await exchange(webhookUrl, { method: 'POST', headers, body }, limits);
    if (status >= 200 && status <= 299) return;
    const kind = REFUSED.includes(status) ? 'refused' : failureOf(status) === 'throttled' ? 'throttled' : 'broken';
    throw new Failed(PORT, kind, `HTTP ${status}`, { retryAfterSeconds });
  },

  async document(link) {
    const limits = { port: PORT, timeoutSeconds: TIMEOUT_SECONDS, maxBytes: MAX_DOCUMENT_BYTES };
    const { status, body } = await exchangeBytes(link, {}, limits);
    if (status !== 200 || !body) throw new Failed(PORT, 'broken', body ? `HTTP ${status}` : 'DocumentTooLarge');
    return body;
  },
});
