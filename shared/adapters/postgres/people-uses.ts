import { sql } from 'kysely';
import type { PeopleUses } from '../../ports/people-uses.ts';
import type { Seal } from '../../ports/seal.ts';
import type { Database } from './database.ts';
import { NOT_FILED, numberIndex } from './filing-row.ts';

export const createPeopleUses = (database: Database, seal: Seal): PeopleUses => ({
  async ofOthers(numbers, certificateNumber) {
    if (numbers.length === 0) return [];
    const indexes = numbers.map((number) => numberIndex(number, seal));
    const rows = await database.sql
      .selectFrom('filing')
      .select('person_numbers')
      .where(sql<boolean>`person_numbers && ${sql.val(indexes)}::bytea[]`)
      .where('certificate_index', '!=', seal.blindIndex('certificate', certificateNumber))
      .where('state', 'not in', NOT_FILED)
      .execute();
    const used = rows.flatMap(({ person_numbers }) => person_numbers);
    return numbers.filter((_, at) => used.some((index) => indexes[at]?.equals(index)));
  },
});
