import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Webhook } from 'standardwebhooks';

/** What is signed of a request: its method, its path with the query, and its body. */
const signedText = (method: string, target: string, body: string | Buffer): string => `${method} ${target}\n${body}`;

const TIMEOUT_MS = 10_000;

/**
 * Posts JSON. The reference library of Standard Webhooks signs it, so that the product's own verification is tested with
 * independent signatures.
 *
 * @returns the answer; undefined when there is none.
 */
export async function postSigned(
  secret: string,
  { id, url, body }: { readonly id: string; readonly url: URL; readonly body: string },
): Promise<Response | undefined> {
  const at = new Date();
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, signedText('POST', `${url.pathname}${url.search}`, body)),
  };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal }).catch(() => undefined);
}

/**
 * Tells whether a request is signed for its own method, path and body. Under an id that has come before, only the same
 * request is believed, and a question not even that.
 */
export function createVerifier(secret: string, asks: (path: string) => boolean) {
  const verifier = new Webhook(secret);
  const seen = new Map<string, string>();
  return (request: IncomingMessage, body: Buffer): boolean => {
    const text = signedText(request.method ?? '', request.url ?? '', body);
    try {
      verifier.verify(text, request.headers as Record<string, string>, { jsonParse: false });
    } catch {
      return false;
    }
    const id = String(request.headers['webhook-id']);
    const digest = createHash('sha256').update(text).digest('hex');
    const before = seen.get(id);
    if (before !== undefined) return before === digest && !asks(request.url ?? '');
    seen.set(id, digest);
    return true;
  };
}
