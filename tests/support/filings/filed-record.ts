import { ENTERPRISE, type Specimen } from 'specimens/people.ts';
import { afterEach, beforeEach } from 'vitest';
import type { Reply } from '../../../client/calls/messages.ts';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { database } from '../../../shared/compose/database.ts';
import { filings, reviews } from '../database/service-ports.ts';
import { type Call, callerAt } from '../routes/caller.ts';
import type { TestLaptop } from '../test-laptop.ts';
import { approveFiling } from './approve-filing.ts';
import { contentsOf } from './filings.ts';

/** The number of the organizer whose record it is. */
export const FILED_NUMBER = '粤ICP备2026000001号';

/** Before each test of the file nobody was counted, and after it nothing is filed. */
export function afreshForEachTest(): void {
  beforeEach(async () => {
    await (await database()).sql.deleteFrom('caller_limit').execute();
  });
  afterEach(async () => {
    const { sql } = await database();
    await sql.deleteFrom('record').execute();
    await sql.updateTable('filing').set({ state: 'abandoned' }).execute();
  });
}

/** Somebody of that name with a record of one website, who calls the API. */
export async function filedRecord(
  laptop: TestLaptop,
  name: string,
  { specimen = ENTERPRISE, number = FILED_NUMBER }: { readonly specimen?: Specimen; readonly number?: string } = {},
) {
  await laptop.signedIn(name);
  const { sql } = await database();
  const { account_id: applicantId } = await sql
    .selectFrom('session')
    .select('account_id')
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  const [recordId, websiteId] = [cryptoIds.uuid(), cryptoIds.uuid()];
  const contents = contentsOf(specimen, websiteId);
  await (await filings()).create({ id: recordId, applicantId, filingType: 'first', contents });
  await approveFiling(await reviews(), { filingId: recordId, websiteId, organizer: number });
  const call: Call = await callerAt(laptop, name);
  const record = async () => ((await call('GET', '/v1/records')).body as Reply<'listRecords'>).records[0];
  const path = (type: string, step = '') =>
    `/v1/records/${recordId}/endings/${type}${step}${type === 'cancel-organizer' ? '' : `?websiteId=${websiteId}`}`;
  return { applicantId, recordId, websiteId, call, record, path };
}
