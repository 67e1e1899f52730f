import { describe, expect, it } from 'vitest';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { EXPIRING } from './expired-data.ts';

const { test } = await testInstance();

describe('a foreign key', () => {
  it('is led by an index, so that deleting the row that it refers to reads no whole table', async () => {
    const without = await test.query<{ key: string }>(`
      select format('%s (%s)', conrelid::regclass, a.attname) as key
      from pg_constraint join pg_attribute a on a.attrelid = conrelid and a.attnum = conkey[1]
      where contype = 'f' and not exists (
        select from pg_index
        where indrelid = conrelid and indkey[0] = conkey[1]
          and (indpred is null or pg_get_expr(indpred, indrelid) = format('(%I IS NOT NULL)', a.attname))
      ) order by 1`);

    expect(without).toEqual([]);
  });

  it('has one column, which the check above relies on', async () => {
    const wide = await test.query(`select conname from pg_constraint where contype = 'f' and cardinality(conkey) > 1`);

    expect(wide).toEqual([]);
  });
});

describe('a class of data that ends by its age', () => {
  it('has an index that begins with the age', async () => {
    const without: string[] = [];
    for (const { table, age } of Object.values(EXPIRING)) {
      const found = await test.query(
        `select from pg_indexes where tablename = $1 and indexdef ~ ('btree \\(' || $2 || '[,)]')`,
        [table, age],
      );
      if (found.length === 0) without.push(`${table} (${age})`);
    }

    expect(without).toEqual([]);
  });
});
