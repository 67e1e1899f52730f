import type { StoredReply } from '../ports/replies.ts';
import type { HttpReply } from './scf.ts';

/**
 * The headers of every reply. Replies must not be cached or sniffed; a browser that has had one speaks only TLS to this
 * host for two years.
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
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
      ...headers,
    },
    body,
  };
}
