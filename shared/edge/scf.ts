import { inScope } from './trace.ts';

/**
 * What SCF hands to a handler beside the event. Keys as documented for Node.js functions; `getRemainingTimeInMillis` is not among
 * them, so middy's early time-out needs the shim below.
 */
export interface ScfContext {
  readonly request_id: string;
  readonly function_name: string;
  readonly memory_limit_in_mb: number;
  readonly time_limit_in_ms: number;
  callbackWaitsForEmptyEventLoop?: boolean;
  getRemainingTimeInMillis?: () => number;
}

/** The answer to an HTTP event; valid under function URL and API Gateway rules alike. */
export interface HttpReply {
  readonly isBase64Encoded: false;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The context with the remaining time that middy looks for, counted from now. */
function withRemainingTime(context: ScfContext): ScfContext & { getRemainingTimeInMillis: () => number } {
  const startedMs = performance.now();
  const remaining = () => context.time_limit_in_ms - (performance.now() - startedMs);
  return Object.assign(context, {
    getRemainingTimeInMillis: context.getRemainingTimeInMillis ?? remaining,
    // A pooled database connection keeps the event loop alive; waiting for it would be billed and end as a time-out.
    callbackWaitsForEmptyEventLoop: false,
  });
}

/**
 * Middlewares as the platform calls them: as one event, which goes on with the trace that `parentIn` finds in it.
 *
 * @param handler takes the raw event and the context with the remaining time; what it returns is the function's value.
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
