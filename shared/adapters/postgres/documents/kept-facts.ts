import type { KeptFacts } from '../../../ports/facts/kept-facts.ts';
import type { DatabaseParts } from '../database.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

export function createKeptFacts({ database, seal, clock }: DatabaseParts): KeptFacts {
  const indexOf = (question: readonly string[]) => seal.blindIndex('kept-fact', JSON.stringify(question));
  const placeOf = (question_index: Buffer) => sealedPlace('kept_fact', 'answer_sealed', { question_index });
  return {
    async find(question) {
      const index = indexOf(question);
      const row = await database.sql
        .selectFrom('kept_fact')
        .select('answer_sealed')
        .where('question_index', '=', index)
        .where('expires_at', '>', clock.now())
        .executeTakeFirst();
      return row && (JSON.parse(seal.open(row.answer_sealed, placeOf(index))) as { answer: unknown });
    },

    async keep(question, answer, seconds) {
      const index = indexOf(question);
      const row = {
        answer_sealed: seal.close(JSON.stringify({ answer }), placeOf(index)),
        expires_at: new Date(clock.now().getTime() + seconds * 1000),
      };
      await database.put('kept_fact', { question_index: index }, row);
    },
  };
}
