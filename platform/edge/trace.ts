import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';

/** The trace of one event, for its log lines and for the requests it sends. */
export interface Scope {
  readonly function: string;
  readonly requestId: string;
  /** 32 hex digits, the same in every function and vendor that works on one caller's action. */
  readonly traceId: string;
  /** 16 hex digits: this event's span. */
  readonly spanId: string;
  /** Two hex digits; 01 when the caller samples the trace. */
  readonly flags: string;
  /** Whether it is the first event of this instance. */
  readonly isCold: boolean;
}

/** W3C Trace Context, version 00: `00-<trace id>-<parent id>-<flags>`. Ids of only zeros are invalid. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;
const REQUEST_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const events = new AsyncLocalStorage<Scope>();
let isCold = true;

const digest = (text: string, digits: number) => createHash('sha256').update(text).digest('hex').slice(0, digits);

/**
 * Runs `work` as one event. Continues the caller's trace when `parent` is a valid traceparent; otherwise starts one,
 * whose id is the request id without its dashes.
 */
export async function inScope<T>(
  { function: name, requestId }: Pick<Scope, 'function' | 'requestId'>,
  parent: string | undefined,
  work: () => T | Promise<T>,
): Promise<T> {
  const [, traceId, flags = '01'] = TRACEPARENT.exec(parent ?? '') ?? [];
  const own = REQUEST_UUID.test(requestId) ? requestId.replaceAll('-', '') : digest(requestId, 32);
  const scope = {
    function: name,
    requestId,
    traceId: traceId ?? own,
    spanId: digest(`${requestId}/span`, 16),
    flags,
    isCold,
  };
  isCold = false;
  return events.run(scope, work);
}

/** Runs `work` in the trace of an earlier event, e.g. of a message's writer; in the current one without `parent`. */
export function inTraceOf<T>(parent: string | undefined, work: () => T): T {
  const own = scope();
  const [, traceId, flags] = TRACEPARENT.exec(parent ?? '') ?? [];
  return own && traceId && flags ? events.run({ ...own, traceId, flags }, work) : work();
}

/** The scope of the current event; undefined outside of one. */
export const scope = (): Scope | undefined => events.getStore();

/** The `traceparent` header of requests that the current event sends; undefined outside of one. */
export function traceparent(): string | undefined {
  const own = scope();
  return own && `00-${own.traceId}-${own.spanId}-${own.flags}`;
}
