import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Webhook } from 'standardwebhooks';

/** As long as a signature is believed, before and after its time. */
const SEEN_MS = 2 * 300 * 1000;

/** What is signed of a request: its method, its path with the query, and its body. */
const signedText = (method: string, target: string, body: string | Buffer = ''): string =>
  `${method} ${target}\n${body}`;

/**
 * Signature headers of one attempt at a request. The reference library of Standard Webhooks signs it, so that the
 * product's own verification is tested with independent signatures.
 */
export function signedHeaders(
  secret: string,
  {
    id,
    method,
    url,
    body,
  }: { readonly id: string; readonly method: 'GET' | 'POST'; readonly url: URL; readonly body?: string },
): Record<string, string> {
  const at = new Date();
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, signedText(method, `${url.pathname}${url.search}`, body)),
  };
}

/**
 * Tells whether a request is signed for its own method, path and body. Of an id that has come before, only the same
 * request is believed, and a question not even that.
 */
export function createVerifier(secret: string, asks: (path: string) => boolean) {
  const verifier = new Webhook(secret);
  const seen = new Map<string, { readonly content: string; readonly until: number }>();
  return (request: IncomingMessage, body: Buffer): boolean => {
    const text = signedText(request.method ?? '', request.url ?? '', body);
    try {
      verifier.verify(text, request.headers as Record<string, string>, { jsonParse: false });
    } catch {
      return false;
    }
    const now = Date.now();
    for (const [id, { until }] of seen) if (until < now) seen.delete(id);
    const id = String(request.headers['webhook-id']);
    const content = createHash('sha256').update(text).digest('hex');
    const before = seen.get(id);
    if (before) return before.content === content && !asks(request.url ?? '');
    seen.set(id, { content, until: now + SEEN_MS });
    return true;
  };
}
