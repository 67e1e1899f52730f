import { beforeAll, describe, expect, it } from 'vitest';
import { fillSealedColumns, type Readers } from '../../../../tests/support/database/sealed-rows.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { draftFiling } from '../../../../tests/support/filings/filings.ts';
import { ROW_KEYS } from './sealed-place.ts';

const { test, instance } = await testInstance();

const COLUMNS = [
  'account.openid_sealed',
  'account.phone_sealed',
  'one_time_code.address_sealed',
  'scan_ticket.asker_sealed',
  'eligibility_check.input_sealed',
  'kept_fact.answer_sealed',
  'filing.contents_sealed',
  'form_draft.fields_sealed',
  'filing_round.package_sealed',
  'document.fields_sealed',
  'ocr_call.answer_sealed',
  'record.contents_sealed',
  'record_transfer.stop_code_sealed',
  'record_version.contents_sealed',
  'liveness_check.person_sealed',
  'hand_over.consent_name_sealed',
  'seen_media.look_sealed',
  'seen_media.digest_sealed',
  'authorization_code.code_sealed',
  'cloud_account.role_sealed',
  'webhook_endpoint.secret_sealed',
  'webhook_endpoint.old_secret_sealed',
  'webhook_endpoint.url_sealed',
];

let rows: readonly [Readers, Readers];
beforeAll(async () => {
  rows = [await fillSealedColumns(instance, 'first'), await fillSealedColumns(instance, 'second')];
});

/** The value, or that it can't be unsealed. */
const read = async (readers: Readers, column: string) =>
  String(await readers[column]?.(instance).catch(() => 'unreadable'));

describe('[P8] the place of a sealed value', () => {
  it('is known for every sealed column of the database, by the primary key of its table', async () => {
    const columns = await test.query<{ column: string }>(
      `select table_name || '.' || column_name as column from information_schema.columns
       where table_schema = 'public' and column_name like '%\\_sealed'`,
    );
    const keys = await test.query<{ table: string; key: string[] }>(
      `select table_name as table, array_agg(column_name::text order by ordinal_position) as key
       from information_schema.table_constraints join information_schema.key_column_usage
         using (constraint_schema, constraint_name, table_name)
       where constraint_type = 'PRIMARY KEY' and table_name = any($1) group by 1`,
      [Object.keys(ROW_KEYS)],
    );

    expect(columns.map(({ column }) => column).toSorted()).toEqual(COLUMNS.toSorted());
    expect(Object.fromEntries(keys.map(({ table, key }) => [table, key]))).toEqual(ROW_KEYS);
  });

  it.each(COLUMNS)(
    'makes two values of %s unreadable when they are swapped, and readable when swapped back',
    async (column) => {
      const [table = '', name = ''] = column.split('.');
      const swap = () =>
        test.query(
          `update "${table}" one set "${name}" = other."${name}" from "${table}" other where one.ctid <> other.ctid`,
        );
      await swap();

      const swapped = [await read(rows[0], column), await read(rows[1], column)];
      await swap();
      const back = [await read(rows[0], column), await read(rows[1], column)];

      expect(swapped).toEqual(['unreadable', 'unreadable']);
      expect(back).toEqual([expect.stringContaining('first'), expect.stringContaining('second')]);
    },
  );

  it('is also the column: a secret of an endpoint is unreadable as the one before it', async () => {
    const before = await test.query<{ id: string }>('select id from webhook_endpoint order by id');
    await test.query(
      'update webhook_endpoint set secret_sealed = old_secret_sealed, old_secret_sealed = secret_sealed',
    );

    const opened = await Promise.all(
      before.map(({ id }) => instance.webhookEndpoints.findTarget(id).catch(() => 'unreadable')),
    );

    expect(opened).toEqual(['unreadable', 'unreadable']);
  });

  it('is the same for an id in capitals, which PostgreSQL does not tell apart', async () => {
    const { filingId, applicantId } = await draftFiling(instance);
    await instance.filings.change(filingId.toUpperCase(), applicantId, ({ contents }) => ({ event: 'save', contents }));

    const filing = await instance.filings.findOwn(filingId, applicantId);

    expect(filing.contents.principal?.name).toBe('周建明');
  });
});
