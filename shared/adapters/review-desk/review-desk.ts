import * as z from 'zod/mini';
import { addressOf } from '../../../contracts/kit/address.ts';
import { MOST_VERDICTS } from '../../../contracts/review-desk/kinds.ts';
import { reviewDesk } from '../../../contracts/review-desk/operations.ts';
import type { Verdict } from '../../../contracts/review-desk/verdict.ts';
import { failureOf, parseJson } from '../../../platform/adapters/http/exchange.ts';
import { exchangeSigned, type SignedServer } from '../../../platform/adapters/http/signed-exchange.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import type { Ids } from '../../../platform/ports/ids.ts';
import type { ReviewDesk } from '../../ports/filings/review-desk.ts';
import { isUnreadable, readVerdict } from '../../schemas/verdict.ts';

export interface ReviewDeskSettings extends SignedServer {
  /** Ids of requests, which are new each time. */
  readonly ids: Ids;
  /** Timeout of one call, from connecting to the last byte of the reply. */
  readonly timeoutSeconds?: number;
}

const TIMEOUT_SECONDS = 10;
/** A reply about a hundred filings with all their verdicts is far smaller. */
const MAX_BYTES = 4 * 1024 * 1024;
const PORT = 'review-desk';

const { submitFiling, withdrawFiling, eraseFiling, queryVerdicts } = reviewDesk;
/** Open: a desk may say more. */
const received = z.object(submitFiling.reply.shape);
/** One verdict that can't be read does not hide the others. */
const answers = z.object({ verdicts: z.array(z.unknown()) });

/** The review desk over HTTP, as `docs/api/review-desk.yaml` describes it. It never retries: the outbox does. */
export function createReviewDesk(settings: ReviewDeskSettings): ReviewDesk {
  const { ids } = settings;
  return {
    async submit(filing) {
      await post(settings, submitFiling.path, ids.uuid(), filing, received);
    },
    async withdraw(messageId, filingId, round) {
      const target = addressOf(withdrawFiling.path, { params: { filingId } });
      await post(settings, target, messageId, { round }, received);
    },
    async erase(messageId, filingId) {
      await post(settings, addressOf(eraseFiling.path, { params: { filingId } }), messageId, {}, received);
    },
    async verdicts(filings) {
      if (filings.length === 0) return { verdicts: [], unreadable: [] };
      const answer = await post(settings, queryVerdicts.path, ids.uuid(), { filings }, answers);
      if (answer.verdicts.length > filings.length * MOST_VERDICTS) throw new Failed(PORT, 'broken', 'AnswerTooLarge');
      const read = answer.verdicts.map(readVerdict);
      return {
        verdicts: read.filter((verdict): verdict is Verdict => !isUnreadable(verdict)),
        unreadable: read.filter(isUnreadable),
      };
    },
  };
}

async function post<T>(
  settings: ReviewDeskSettings,
  target: string,
  id: string,
  content: object,
  schema: z.ZodMiniType<T>,
): Promise<T> {
  const limits = { port: PORT, timeoutSeconds: settings.timeoutSeconds ?? TIMEOUT_SECONDS, maxBytes: MAX_BYTES };
  const { status, text, retryAfterSeconds } = await exchangeSigned(settings, { id, target, content }, limits);
  if (status < 200 || status > 299) throw new Failed(PORT, failureOf(status), `HTTP ${status}`, { retryAfterSeconds });
  return parseJson(PORT, text, schema);
}
