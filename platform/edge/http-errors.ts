import type { MiddlewareObj } from '@middy/core';
import { REFUSALS, Refused } from '../../contracts/kit/refusal.ts';
import { BudgetUsedUp, Failed } from '../ports/failed.ts';
import { jsonReply } from './http-reply.ts';
import type { HttpRequest } from './http-request.ts';
import { describeError, type LogLine, log } from './log.ts';
import { STATUS } from './refusal-to-http.ts';
import type { HttpReply, ScfContext } from './scf.ts';
import { scope } from './trace.ts';

/** The refusal that the caller sees. Errors other than refusals are not explained to the caller. */
function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof BudgetUsedUp) return usedUp(error);
  if (!(error instanceof Failed)) return new Refused('internal.error');
  // A monitor finds it where health has it; which vendor failed is nobody's business.
  return new Refused('vendor.unavailable', error.port === 'database' ? { failing: 'database' } : {});
}

const USED_UP = { account: 'budget.account', filing: 'budget.filing', service: 'budget.service' } as const;

const usedUp = ({ budget, service, retryAfterSeconds }: BudgetUsedUp): Refused =>
  new Refused(USED_UP[budget], { service, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });

/** `Retry-After` in seconds when a vendor failed. */
const VENDOR_RETRY_SECONDS = 5;

/** The reply for a thrown error. */
export function errorReply(error: unknown, requestId: string): HttpReply {
  const { refusal, facts } = refusalOf(error);
  const waitSeconds = STATUS[refusal] === 503 ? VENDOR_RETRY_SECONDS : facts.retryAfterSeconds;
  const body = JSON.stringify({ error: { code: refusal, message: REFUSALS[refusal], facts }, requestId });
  return jsonReply(
    { status: STATUS[refusal], body },
    requestId,
    waitSeconds ? { 'retry-after': String(waitSeconds) } : {},
  );
}

function trouble(error: unknown): Partial<LogLine> {
  if (error instanceof Refused || error instanceof BudgetUsedUp)
    return { level: 'info', refusal: refusalOf(error).refusal };
  if (error instanceof Failed)
    return { level: 'warn', port: error.port, failure: error.kind, vendorCode: error.vendorCode };
  return { level: 'alarm', error: describeError(error) };
}

/** Whole milliseconds since then; 0 for an event that failed before it was timed. */
const elapsedMs = (startedMs: number | undefined): number =>
  startedMs === undefined ? 0 : Math.round(performance.now() - startedMs);

/** middy middleware: logs one line per request and turns every error into a reply. Register it first. */
export function answerErrors(): MiddlewareObj<unknown, HttpReply, Error, ScfContext, { startedMs: number }> {
  const line = (request: { event: unknown; context: ScfContext; internal: { startedMs?: number } }) => ({
    function: request.context.function_name,
    requestId: request.context.request_id,
    operation: (request.event as Partial<HttpRequest> | undefined)?.name,
    account: (request.event as Partial<HttpRequest> | undefined)?.account,
    metric: 'reply' as const,
    value: elapsedMs(request.internal.startedMs),
    unit: 'ms' as const,
    coldStart: scope()?.isCold ? (true as const) : undefined,
  });
  return {
    before: (request) => {
      request.internal.startedMs = performance.now();
    },
    after: (request) => {
      log({ level: 'info', ...line(request), status: request.response?.statusCode });
    },
    onError: (request) => {
      request.response = errorReply(request.error, request.context.request_id);
      log({ level: 'info', ...line(request), status: request.response.statusCode, ...trouble(request.error) });
    },
  };
}
