import { sql } from 'kysely';
import type { OcrAnswers, OcrCalls, OcrStep, OcrTurn } from '../../ports/ocr-calls.ts';
import type { DatabaseParts } from './database.ts';

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
      .executeTakeFirst();
    if (begun) return { is: 'yours', attempt: begun.attempts };
    const { answer_sealed: answer } = await database.sql
      .selectFrom('ocr_call')
      .select('answer_sealed')
      .where('document_id', '=', documentId)
      .where('step', '=', step)
      .executeTakeFirstOrThrow();
    return answer ? { is: 'answered', answer: JSON.parse(seal.open(answer)) as OcrAnswers[Step] } : { is: 'lost' };
  },

  async keepAnswer(documentId, step, answer) {
    await database.sql
      .updateTable('ocr_call')
      .set({ answer_sealed: seal.close(JSON.stringify(answer)) })
      .where('document_id', '=', documentId)
      .where('step', '=', step)
      .execute();
  },

  async cancelCall(documentId, step) {
    await database.sql
      .updateTable('ocr_call')
      .set({ asked_at: null })
      .where('document_id', '=', documentId)
      .where('step', '=', step)
      .where('answer_sealed', 'is', null)
      .execute();
  },

  async forgetCalls(documentId) {
    await database.sql.deleteFrom('ocr_call').where('document_id', '=', documentId).execute();
  },
});
