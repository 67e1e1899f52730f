import type { StoredReply } from '../ports/replies.ts';
import type { HttpReply } from './scf.ts';

/**
 * The headers of every reply. Replies must not be cached, unless `headers` says so, or sniffed, and a browser that opens
 * one as a page runs and frames nothing of it and names it to nobody; one that has had a reply speaks only TLS to this host
 * for two years.
 */
export function jsonReply(
  { status, body }: StoredReply,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  return {
    isBase64Encoded: false,
    statusCode: status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
      ...headers,
    },
    body,
  };
}
