import { randomUUID } from 'node:crypto';
import { type ApiReply, type ApiRequest, overHttp } from '../../local/walk/send.ts';
import type { TestLaptop } from './test-laptop.ts';

/** What an error reply tells. */
export interface ErrorReply {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly facts: Readonly<Record<string, unknown>>;
  };
}

/** A request by somebody who is signed in; commands get a fresh Idempotency-Key unless one is given. */
export type Call = (
  method: ApiRequest['method'],
  path: string,
  body?: unknown,
  options?: { readonly idempotencyKey?: string },
) => Promise<ApiReply>;

/** Asks as a named person at the socket. Unlike `Filer` it looks at status and body of every answer, good or bad. */
export async function callerAt(laptop: TestLaptop, name: string): Promise<Call> {
  const send = overHttp(laptop.addresses.gateway);
  const code = await laptop.loginCode(name);
  const session = await send({ method: 'POST', path: '/v1/sessions', body: { code } });
  const { token } = session.body as { token: string };
  return (method, path, body, { idempotencyKey = randomUUID() } = {}) =>
    send({ method, path, body, token, idempotencyKey });
}

/** Status and code of a refused request, e.g. `404 filing.unknown`. */
export const refusalOf = ({ status, body }: ApiReply): string => `${status} ${(body as ErrorReply).error?.code}`;
