import { database } from '../../shared/compose/database.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';

/** What the authority approved is in a record, once and with its numbers; what it did not approve is in none. */
export async function brokenRecords(filings: readonly Filing[]): Promise<readonly string[]> {
  const { sql } = await database();
  const versions = await sql.selectFrom('record_version').select(['filing_id', 'cause']).execute();
  const numbered = new Set(
    (await sql.selectFrom('record_website').select('number').execute()).map(({ number }) => number),
  );
  return filings.flatMap(({ id, state, numbers }) => {
    const approvals = versions.filter(({ filing_id, cause }) => filing_id === id && cause === 'approval').length;
    const isApproved = state === 'approved' || state === 'revoked';
    const missing = Object.values(numbers?.websites ?? {}).filter((number) => !numbered.has(number));
    return [
      ...(approvals === (isApproved ? 1 : 0) ? [] : [`${id}, ${state}, made ${approvals} versions of a record`]),
      ...missing.map((number) => `${number} of ${id} is in no record`),
    ];
  });
}
