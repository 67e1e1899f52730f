import type { KeptFacts } from '../../ports/kept-facts.ts';
import type { DatabaseParts } from './database.ts';

export function createKeptFacts({ database, seal, clock }: DatabaseParts): KeptFacts {
  const indexOf = (question: readonly string[]) => seal.blindIndex('kept-fact', JSON.stringify(question));
  return {
    async find(question) {
      const row = await database.sql
        .selectFrom('kept_fact')
        .select('answer_sealed')
        .where('question_index', '=', indexOf(question))
        .where('expires_at', '>', clock.now())
        .executeTakeFirst();
      return row && (JSON.parse(seal.open(row.answer_sealed)) as { answer: unknown });
    },

    async keep(question, answer, seconds) {
      const row = {
        answer_sealed: seal.close(JSON.stringify({ answer })),
        expires_at: new Date(clock.now().getTime() + seconds * 1000),
      };
      await database.sql
        .insertInto('kept_fact')
        .values({ question_index: indexOf(question), ...row })
        .onConflict((conflict) => conflict.column('question_index').doUpdateSet(row))
        .execute();
    },
  };
}
