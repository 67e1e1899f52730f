import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';

/** What one event belongs to, for its log lines and for whoever is called because of it. */
export interface Scope {
  readonly function: string;
  readonly requestId: string;
  /** 32 hex digits, the same in every function and vendor that works for one caller's action. */
  readonly traceId: string;
  /** 16 hex digits: this event's part in it. */
  readonly spanId: string;
  /** Two hex digits; 01 when the caller keeps the trace. */
  readonly flags: string;
  /** Whether it is the first event of this instance. */
  readonly isCold: boolean;
}

/** W3C Trace Context, version 00: `00-<trace id>-<parent id>-<flags>`. Ids of zeros only are none. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;
const REQUEST_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The platform gives an instance one event at a time, so a variable holds it. An AsyncLocalStorage in use makes Node run code of its own at
 * every promise, 5 % of a fresh instance's first reply.
 */
let atHand: Scope | undefined;
/** What is worked at beside the event at hand: events at the same time, as on a laptop, and messages with traces of their own. */
const beside = new AsyncLocalStorage<Scope>();
let workGoesOn = false;
let isCold = true;

const digest = (text: string, digits: number) => createHash('sha256').update(text).digest('hex').slice(0, digits);

/**
 * Does `work` as one event. Goes on with the caller's trace when `parent` is a valid traceparent; begins one otherwise, whose id is the
 * request id without its dashes.
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
  if (atHand || beside.getStore()) return beside.run(scope, work);
  atHand = scope;
  try {
    return await work();
  } finally {
    if (!workGoesOn) atHand = undefined;
  }
}

/** To be called when the event at hand is answered before its work is done: the work keeps its scope, and later events have theirs beside. */
export function answeredEarly(): void {
  workGoesOn ||= beside.getStore() === undefined;
}

/** Goes on with the trace of an earlier event, as one that has left a message does; in the same event otherwise. */
export function inTraceOf<T>(parent: string | undefined, work: () => T): T {
  const own = scope();
  const [, traceId, flags] = TRACEPARENT.exec(parent ?? '') ?? [];
  return own && traceId && flags ? beside.run({ ...own, traceId, flags }, work) : work();
}

/** The event that is worked at; undefined outside of one. */
export const scope = (): Scope | undefined => beside.getStore() ?? atHand;

/** What is told to whoever is called now: the header `traceparent`. */
export function traceparent(): string | undefined {
  const own = scope();
  return own && `00-${own.traceId}-${own.spanId}-${own.flags}`;
}
