import { describe, expect, it } from 'vitest';
import { testInstance } from '../../../tests/support/test-instance.ts';

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
