import { type HttpRequest, patiently, type Transport } from '../../contracts/client/http-client.ts';
import { type AnyInput, addressOf } from '../../contracts/kit/address.ts';
import type { Input, Reply } from './messages.ts';
import { OPERATIONS, type OperationName } from './operations.ts';

export interface ClientOptions extends Transport {
  /** The API's URL without a trailing slash; empty for the page's own origin. */
  readonly baseUrl: string;
  /** The session's token, renewed shortly before it expires; undefined while nobody is signed in. */
  readonly token: () => Promise<string | undefined>;
  /** A new Idempotency-Key, 20 to 255 visible characters. */
  readonly newKey: () => string;
}

export interface CallOptions {
  /**
   * The key of an earlier attempt at the same intent, so that it has one effect. Left out, every call is its own
   * intent.
   */
  readonly key?: string;
  /** The version that the person has seen, for `If-Match`. */
  readonly seenVersion?: number;
}

export type Call = <Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  options?: CallOptions,
) => Promise<Reply<Name>>;

/** The typed API client. @throws ApiError with a Chinese message, from every call. */
export function createApiClient(client: ClientOptions): Call {
  return async (name, input, options = {}) => {
    const request = await requestOf(client, name, input as AnyInput, options);
    return (await patiently(client, request)) as Reply<typeof name>;
  };
}

async function requestOf(
  { baseUrl, token, newKey }: ClientOptions,
  name: OperationName,
  { params = {}, query = {}, body }: AnyInput,
  { key, seenVersion }: CallOptions,
): Promise<HttpRequest> {
  const { method, path, idempotent, isUnsigned } = OPERATIONS[name];
  const session = isUnsigned ? undefined : await token();
  return {
    method,
    url: `${baseUrl}${addressOf(path, { params, query })}`,
    headers: {
      ...(session !== undefined && { authorization: `Bearer ${session}` }),
      ...(idempotent && { 'idempotency-key': key ?? newKey() }),
      ...(seenVersion !== undefined && { 'if-match': `"${seenVersion}"` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}
