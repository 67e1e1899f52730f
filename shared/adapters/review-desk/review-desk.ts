import * as z from 'zod';
import { Failed } from '../../ports/failed.ts';
import type { Ids } from '../../ports/ids.ts';
import type { ReviewDesk } from '../../ports/review-desk.ts';
import { verdict } from '../../schemas/verdict.ts';

export interface ReviewDeskSettings {
  /** Of the desk's API, without a trailing slash. */
  readonly baseUrl: string;
  /** Signature headers (Standard Webhooks) for one attempt at sending `body`. */
  readonly sign: (message: { readonly id: string; readonly body: string }) => Readonly<Record<string, string>>;
  /** Message ids for questions, which are new each time. */
  readonly ids: Ids;
  /** For one call, from connecting to the last byte of the answer. */
  readonly timeoutSeconds?: number;
}

const TIMEOUT_SECONDS = 10;
const PORT = 'review-desk';

const received = z.object({ received: z.literal(true) });
const answers = z.object({ verdicts: z.array(verdict) });

/** The review desk over HTTP, as `docs/review-desk.openapi.yaml` describes it. It never retries: the outbox does. */
export function createReviewDesk(settings: ReviewDeskSettings): ReviewDesk {
  const { ids } = settings;
  return {
    async submit(messageId, filing) {
      await post(settings, '/v1/filings', messageId, filing, received);
    },
    async withdraw(messageId, filingId, round) {
      const path = `/v1/filings/${encodeURIComponent(filingId)}/withdrawal`;
      await post(settings, path, messageId, { round }, received);
    },
    async verdicts(filings) {
      if (filings.length === 0) return [];
      const answer = await post(settings, '/v1/verdict-queries', ids.uuid(), { filings }, answers);
      return answer.verdicts;
    },
  };
}

async function post<T>(
  { baseUrl, sign, timeoutSeconds = TIMEOUT_SECONDS }: ReviewDeskSettings,
  path: string,
  id: string,
  content: unknown,
  schema: z.ZodType<T>,
): Promise<T> {
  const body = JSON.stringify(content);
  const request: RequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...sign({ id, body }) },
    body,
    // A desk that moved is a matter for the operator; personal data follows no redirect.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutSeconds * 1000),
  };
  const { status, text } = await exchange(`${baseUrl}${path}`, request);
  if (status < 200 || status > 299) throw new Failed(PORT, kindOf(status), `HTTP ${status}`);
  return parse(text, schema);
}

async function exchange(url: string, request: RequestInit): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, request);
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    throw new Failed(PORT, late ? 'timeout' : 'broken', undefined, { cause: error });
  }
}

function kindOf(status: number) {
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'throttled';
  return status >= 400 && status < 500 ? 'refused' : 'broken';
}

/** The answer by its schema. A schema error may repeat the desk's text, so it is not kept as the cause. */
function parse<T>(text: string, schema: z.ZodType<T>): T {
  const answer = schema.safeParse(jsonOrUndefined(text));
  if (!answer.success) throw new Failed(PORT, 'broken', 'UnexpectedAnswer');
  return answer.data;
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
