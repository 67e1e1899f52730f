import { setTimeout as sleep } from 'node:timers/promises';
import { Failed } from '../../shared/ports/failed.ts';
import type { Unanswered } from '../../shared/ports/ocr.ts';
import type { OcrAnswers, OcrCalls, OcrStep } from '../../shared/ports/ocr-calls.ts';
import type { Ports } from './ports.ts';

/** A call that failed and cost nothing is made twice in each of three deliveries; then the person types. A busy vendor does not count. */
const MAX_ATTEMPTS = 6;
/** A call that failed later than that is left to the next delivery, which has the function's whole time. */
const SOON_MS = 2_000;
/** The vendor's turns lie apart anyway. */
const PAUSE_MS = 500;

/**
 * One step of reading a document, paid once: what the vendor answered is kept before anything is made of it, and a later delivery of the
 * event goes on from there. If the instance died with the vendor's answer in its hands, the answer is lost and not paid for again.
 *
 * @throws Failed nothing was billed; the next delivery asks again.
 */
export async function askOnce<Step extends OcrStep>(
  documentId: string,
  step: Step,
  ask: () => Promise<OcrAnswers[Step]>,
  { ocrCalls, clock }: Ports,
): Promise<OcrAnswers[Step] | Unanswered> {
  const startedAt = clock.now().getTime();
  try {
    return await attempt(documentId, step, ask, ocrCalls);
  } catch (error) {
    if (!(error instanceof Failed) || clock.now().getTime() - startedAt > SOON_MS) throw error;
    await sleep(PAUSE_MS);
    return attempt(documentId, step, ask, ocrCalls);
  }
}

async function attempt<Step extends OcrStep>(
  documentId: string,
  step: Step,
  ask: () => Promise<OcrAnswers[Step]>,
  calls: OcrCalls,
): Promise<OcrAnswers[Step] | Unanswered> {
  const turn = await calls.beginCall(documentId, step);
  if (turn.is === 'answered') return turn.answer;
  if (turn.is === 'lost') return unanswered('AnswerLost');
  try {
    const answer = await ask();
    await calls.keepAnswer(documentId, step, answer);
    return answer;
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    if (error.kind !== 'throttled' && turn.attempt >= MAX_ATTEMPTS) return unanswered(error.vendorCode);
    await calls.cancelCall(documentId, step);
    throw error;
  }
}

const unanswered = (vendorCode: string | undefined): Unanswered => ({
  outcome: 'unanswered',
  because: 'no-answer',
  vendorCode,
});
