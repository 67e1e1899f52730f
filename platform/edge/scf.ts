import { inScope } from './trace.ts';

/**
 * The context that SCF passes to a handler with the event. Keys as documented for Node.js functions.
 * `getRemainingTimeInMillis` is not among them, so middy's early timeout needs the shim below.
 */
export interface ScfContext {
  readonly request_id: string;
  readonly function_name: string;
  readonly memory_limit_in_mb: number;
  readonly time_limit_in_ms: number;
  callbackWaitsForEmptyEventLoop?: boolean;
  getRemainingTimeInMillis?: () => number;
}

/** The reply to an HTTP event; valid for function URLs and for API Gateway. */
export interface HttpReply {
  readonly isBase64Encoded: false;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Adds the remaining time that middy expects, counted from now. */
function withRemainingTime(context: ScfContext): ScfContext & { getRemainingTimeInMillis: () => number } {
  const startedMs = performance.now();
  const remaining = () => context.time_limit_in_ms - (performance.now() - startedMs);
  return Object.assign(context, {
    getRemainingTimeInMillis: context.getRemainingTimeInMillis ?? remaining,
    // A pooled database connection keeps the event loop alive; waiting for it would be billed and end as a timeout.
    callbackWaitsForEmptyEventLoop: false,
  });
}

/**
 * Wraps a handler for the platform: each event runs in its own scope and continues the trace that `parentIn` finds in
 * the event.
 *
 * @param handler takes the raw event and the context with the remaining time; its result is the function's return
 * value.
 */
export const scfHandler =
  <T>(
    handler: (event: unknown, context: ReturnType<typeof withRemainingTime>) => unknown,
    parentIn: (event: unknown) => string | undefined,
  ) =>
  (event: unknown, context: ScfContext): Promise<T> =>
    inScope(
      { function: context.function_name, requestId: context.request_id },
      parentIn(event),
      () => handler(event, withRemainingTime(context)) as Promise<T>,
    );
