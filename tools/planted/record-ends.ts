import type { Plant } from './plant.ts';

const kind = 'record-end';
const tests = ['tests/journeys/record-lives.database.test.ts'] as const;

/** Somebody can't end a record that they hold, or go when it has ended. */
export const RECORD_ENDS: readonly Plant[] = [
  {
    kind,
    what: 'codes about a record whose first holder was erased are dropped',
    file: 'shared/adapters/postgres/one-time-codes.ts',
    search: `      const [holder_index, other] = holderIndexes(holder);
      const row = {`,
    replace: `      const first = database.sql.selectFrom('filing').select('id').where('erased_at', 'is not', null);
      if (recordId && (await first.where('id', '=', recordId as never).executeTakeFirst())) return;
      const [holder_index, other] = holderIndexes(holder);
      const row = {`,
    tests,
  },
  {
    kind,
    what: 'the code of an ending takes its record for a filing',
    file: 'functions/records/plan-ending.ts',
    search: `filingId: undefined },
    recordId: address.recordId,`,
    replace: 'filingId: String(address.recordId) },',
    tests,
  },
  {
    kind,
    what: 'whoever has cancelled everything is not erased',
    file: 'shared/adapters/postgres/erasure.ts',
    search: 'record.id is null or record.ended_at is not null or',
    replace: 'record.id is null or',
    tests,
  },
];
