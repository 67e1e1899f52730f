import { randomUUID } from 'node:crypto';
import type { HttpRequest } from '../../../contracts/client/http-client.ts';
import type { TestLaptop } from '../test-laptop.ts';

/** The content of an error reply. */
export interface ErrorReply {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly facts: Readonly<Record<string, unknown>>;
  };
}

export interface SeenReply {
  readonly status: number;
  /** The exact body, and its JSON. */
  readonly text: string;
  readonly body: unknown;
}

/** A request by a signed-in person; commands get a fresh Idempotency-Key unless one is given. */
export type Call = (
  method: HttpRequest['method'],
  path: string,
  body?: unknown,
  options?: { readonly idempotencyKey?: string },
) => Promise<SeenReply>;

/** One request over the socket, as it is. @param token of a session, where somebody is signed in */
export async function sendTo(
  laptop: TestLaptop,
  method: HttpRequest['method'],
  path: string,
  { body, token, key }: { readonly body?: unknown; readonly token?: string | undefined; readonly key?: string } = {},
): Promise<SeenReply> {
  const response = await fetch(`${laptop.addresses.gateway}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) };
}

/** Sends requests as a named person over the socket. Unlike `Filer` it returns status and body of every reply. */
export async function callerAt(laptop: TestLaptop, name: string): Promise<Call> {
  const session = await sendTo(laptop, 'POST', '/v1/sessions', { body: { code: await laptop.loginCode(name) } });
  const { token } = session.body as { token: string };
  return (method, path, body, { idempotencyKey: key = randomUUID() } = {}) =>
    sendTo(laptop, method, path, { body, token, key });
}

/** Status and code of a refused request, e.g. `404 filing.unknown`. */
export const refusalOf = ({ status, body }: { readonly status: number; readonly body: unknown }): string =>
  `${status} ${(body as ErrorReply).error?.code}`;
