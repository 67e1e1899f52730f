import { sql } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { OcrAnswers, OcrCalls, OcrStep, OcrTurn } from '../../../ports/documents/ocr-calls.ts';
import type { DatabaseParts } from '../database.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

const answerPlace = (documentId: string, step: string) =>
  sealedPlace('ocr_call', 'answer_sealed', { document_id: documentId, step });

/** The document or its filing was erased meanwhile. */
function lostWithItsFiling(error: unknown): 'lost' {
  if (error instanceof Refused) return 'lost';
  throw error;
}

export const createOcrCalls = ({ database, seal, clock }: DatabaseParts): OcrCalls => ({
  async beginCall<Step extends OcrStep>(documentId: string, step: Step): Promise<OcrTurn<OcrAnswers[Step]>> {
    const now = clock.now();
    const begun = await database.sql
      .insertInto('ocr_call')
      .values({ document_id: documentId, step, attempts: 1, asked_at: now })
      .onConflict((conflict) =>
        conflict
          .columns(['document_id', 'step'])
          .doUpdateSet({ asked_at: now, attempts: sql`ocr_call.attempts + 1` })
          .where('ocr_call.asked_at', 'is', null),
      )
      .returning('attempts')
      .executeTakeFirst()
      .catch(lostWithItsFiling);
    if (begun === 'lost') return { is: 'lost' };
    if (begun) return { is: 'yours', attempt: begun.attempts };
    const kept = await database.find('ocr_call', { document_id: documentId, step }, ['answer_sealed']);
    const answer = kept?.answer_sealed;
    if (!answer) return { is: 'lost' };
    return { is: 'answered', answer: JSON.parse(seal.open(answer, answerPlace(documentId, step))) as OcrAnswers[Step] };
  },

  async keepAnswer(documentId, step, answer) {
    await database.change(
      'ocr_call',
      { document_id: documentId, step },
      { answer_sealed: seal.close(JSON.stringify(answer), answerPlace(documentId, step)) },
    );
  },

  async cancelCall(documentId, step) {
    await database.change('ocr_call', { document_id: documentId, step, answer_sealed: null }, { asked_at: null });
  },

  async forgetCalls(documentId) {
    await database.remove('ocr_call', { document_id: documentId });
  },
});
