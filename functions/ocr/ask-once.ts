import { setTimeout as sleep } from 'node:timers/promises';
import { BudgetUsedUp, Failed, NothingRead } from '../../platform/ports/failed.ts';
import type { Document } from '../../shared/domain/media/document.ts';
import type { Unanswered } from '../../shared/ports/documents/ocr.ts';
import type { OcrAnswers, OcrCalls, OcrStep } from '../../shared/ports/documents/ocr-calls.ts';
import type { Ports } from './ports.ts';

/** A failed call that was not billed is retried: two calls in each of three deliveries; then the person types. */
const MAX_ATTEMPTS = 6;
/** A throttled call is retried until the person has waited for so long: the vendor, or our own limit, may soon let it pass. */
const MAX_THROTTLED_MS = 10 * 60_000;
/**
 * A vendor that takes its time, or that looked and could read nothing, does so again: three calls, if possible in one
 * delivery, because the person is waiting.
 */
const MAX_HOPELESS_ATTEMPTS = 3;
/** A call that failed later than this is left to the next delivery, which has the function's full time. */
const SOON_MS = 2_000;
const NOTHING_READ_SOON_MS = 5_000;
/** Pause before the retry; the vendor's rate limit requires one anyway. */
const PAUSE_MS = 500;

/**
 * One step of reading a document, billed once. The vendor's answer is stored before it is used, and a later delivery of
 * the event continues from there. If the instance died before it stored the answer, the answer is lost and the call is
 * not repeated.
 *
 * @throws Failed when nothing was billed; the next delivery retries.
 */
export async function askOnce<Step extends OcrStep>(
  { id: documentId, createdAt }: Pick<Document, 'id' | 'createdAt'>,
  step: Step,
  ask: () => Promise<OcrAnswers[Step]>,
  { ocrCalls, clock }: Ports,
): Promise<OcrAnswers[Step] | Unanswered> {
  const isThrottledTooLong = () => clock.now().getTime() - createdAt.getTime() >= MAX_THROTTLED_MS;
  const startedAt = clock.now().getTime();
  for (let retries = 0; ; retries += 1) {
    try {
      return await attempt(documentId, step, ask, isThrottledTooLong, ocrCalls);
    } catch (error) {
      const elapsedMs = clock.now().getTime() - startedAt;
      if (!(error instanceof Failed) || !isRetriedNow(error, retries, elapsedMs)) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

const isRetriedNow = (failure: Failed, retries: number, elapsedMs: number): boolean =>
  failure instanceof NothingRead ? elapsedMs <= NOTHING_READ_SOON_MS : retries === 0 && elapsedMs <= SOON_MS;

const mostAttempts = (failure: Failed): number =>
  failure.kind === 'timeout' || failure instanceof NothingRead ? MAX_HOPELESS_ATTEMPTS : MAX_ATTEMPTS;

async function attempt<Step extends OcrStep>(
  documentId: string,
  step: Step,
  ask: () => Promise<OcrAnswers[Step]>,
  isThrottledTooLong: () => boolean,
  calls: OcrCalls,
): Promise<OcrAnswers[Step] | Unanswered> {
  const turn = await calls.beginCall(documentId, step);
  if (turn.is === 'answered') return turn.answer;
  if (turn.is === 'lost') return { outcome: 'unanswered', because: 'no-answer', vendorCode: 'AnswerLost' };
  try {
    const answer = await ask();
    await calls.keepAnswer(documentId, step, answer);
    return answer;
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    if (error instanceof BudgetUsedUp) return usedUp(error);
    const isPatient = error.kind === 'throttled' && !isThrottledTooLong();
    if (!isPatient && turn.attempt >= mostAttempts(error)) return unanswered(error);
    await calls.cancelCall(documentId, step);
    throw error;
  }
}

/** The document is settled without the call, so that it waits for no other day. */
const usedUp = ({ budget, vendorCode }: BudgetUsedUp): Unanswered => ({
  outcome: 'unanswered',
  because: budget === 'filing' ? 'used-up' : 'used-up-today',
  vendorCode,
});

const unanswered = (failure: Failed): Unanswered => ({
  outcome: 'unanswered',
  because: failure instanceof NothingRead ? 'nothing-read' : 'no-answer',
  vendorCode: failure.vendorCode,
});
