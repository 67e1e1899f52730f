import { type Exchanged, type ExchangeLimits, exchange } from './exchange.ts';

/** The headers by which one attempt at a request is believed, for its method, target and body only. */
export type Sign = (request: {
  /** The same on every attempt; a question has a new one. */
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** The path with the query, as the contract has it. */
  readonly target: string;
  /** '' without one. */
  readonly body: string;
}) => Readonly<Record<string, string>>;

/** A server that believes signed requests. */
export interface SignedServer {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly sign: Sign;
}

/**
 * One signed exchange: a POST of `content` as JSON, or a GET without one. It follows no redirect, which would lead to
 * another path than the signed one.
 *
 * @throws Failed as `exchange`.
 */
export function exchangeSigned(
  { baseUrl, sign }: SignedServer,
  { id, target, content }: { readonly id: string; readonly target: string; readonly content?: object },
  limits: ExchangeLimits,
): Promise<Exchanged> {
  const method = content ? 'POST' : 'GET';
  const body = content ? JSON.stringify(content) : '';
  const headers = { ...(content && { 'content-type': 'application/json' }), ...sign({ id, method, target, body }) };
  return exchange(`${baseUrl}${target}`, { method, headers, ...(content && { body }) }, limits, 'returned');
}
