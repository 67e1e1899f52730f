/** One request to the API, as a client makes it. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its query. */
  readonly path: string;
  readonly token?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  /** The version that the caller has seen, for `If-Match`. */
  readonly seenVersion?: number | undefined;
  readonly body?: unknown;
}

export interface ApiReply {
  readonly status: number;
  readonly body: unknown;
}

/** A way to the API: over a socket, to a handler, or in process. */
export type Send = (request: ApiRequest) => Promise<ApiReply>;

/** The API at a URL, as any client reaches it. */
export const overHttp =
  (gateway: string): Send =>
  async ({ method, path, token, idempotencyKey, seenVersion, body }) => {
    const response = await fetch(`${gateway}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...(seenVersion === undefined ? {} : { 'if-match': `"${seenVersion}"` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
