import { type Selectable, sql } from 'kysely';
import { domainForm } from '../../../../contracts/normal-forms/domain.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';
import { type ListedValue, listedForm } from '../../../domain/authority/authority-lists.ts';
import type { CaseSummary } from '../../../domain/cases/case.ts';
import type { ListedTask } from '../../../ports/authority-lists.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import type { DeskTables } from '../tables.ts';

type Parts = Pick<DeskParts, 'database' | 'seal'>;
type ListedRow = Pick<Selectable<DeskTables['desk.listed_entry']>, 'id' | 'kind' | 'value_sealed'>;

/** The value of an entry; in today's normal form, also of one that was listed before there was one. */
export const openListed = ({ id, kind, value_sealed }: ListedRow, seal: Seal): string =>
  listedForm(kind, seal.open(value_sealed, placeOf('desk.listed_entry', 'value_sealed', id)));
type Hit = Pick<ListedTask, 'records' | 'cases'>;
type FoundCase = ListedTask['cases'][number] & { readonly domains: readonly string[] };

/** As many values as a page has: for many more at once the database reads all records. */
const BATCH = 50;
/** The most cases that are shown for a value. */
const MOST_CASES = 20;

export const isHit = (hit: Hit | undefined): boolean => hit !== undefined && hit.records.length + hit.cases.length > 0;

/** What each of the values hits, in their order: live records, and cases that are worked at or were sent. */
export async function hitsOf(parts: Parts, values: readonly ListedValue[]): Promise<readonly Hit[]> {
  const hits: Hit[] = [];
  for (let index = 0; index < values.length; index += BATCH)
    hits.push(...(await hitsOfBatch(parts, values.slice(index, index + BATCH))));
  return hits;
}

async function hitsOfBatch(parts: Parts, values: readonly ListedValue[]): Promise<readonly Hit[]> {
  const cases = await casesOf(parts, values);
  const domainsOf = ({ kind, value }: ListedValue, found: readonly FoundCase[]): readonly string[] =>
    kind === 'domain'
      ? [value]
      : found.filter(({ state }) => state === 'sent').flatMap(({ domains }) => domains.map(domainForm));
  const domains = values.map((value, index) => domainsOf(value, cases[index] ?? []));
  const records = await recordsOf(parts, [...new Set(domains.flat())]);
  return values.map((_, index) => {
    const own = new Map(
      (domains[index] ?? []).flatMap((text) => records.get(text) ?? []).map((record) => [record.recordId, record]),
    );
    return { records: [...own.values()], cases: (cases[index] ?? []).map(({ caseId, state }) => ({ caseId, state })) };
  });
}

async function casesOf({ database, seal }: Parts, values: readonly ListedValue[]): Promise<readonly FoundCase[][]> {
  const hashed = values.map((listedValue) => ({
    one: listedValue,
    hashes: seal.blindIndexes(`desk-${listedValue.kind}`, listedValue.value),
  }));
  const rows = await database.sql
    .selectFrom('desk.case_key as k')
    .innerJoin('desk.review_case as c', 'c.id', 'k.case_id')
    .select(['k.kind', 'k.hash', 'c.id', 'c.state', 'c.summary_sealed'])
    .where(
      'k.hash',
      'in',
      hashed.flatMap(({ hashes }) => [...hashes]),
    )
    .where('c.state', 'in', ['open', 'decided', 'sent'])
    .where('c.summary_sealed', 'is not', null)
    .orderBy('c.received_at', 'desc')
    .orderBy('c.id')
    .execute();
  return hashed.map(({ one, hashes }) =>
    rows
      .filter(({ kind, hash }) => kind === one.kind && hashes.some((wanted) => wanted.equals(hash)))
      .slice(0, MOST_CASES)
      .map(({ id, state, summary_sealed }) => {
        const place = placeOf('desk.review_case', 'summary_sealed', id);
        const summary: CaseSummary | undefined = summary_sealed && JSON.parse(seal.open(summary_sealed, place));
        return { caseId: id, state, domains: summary?.domains ?? [] };
      }),
  );
}

/** Live records by the domains of their live websites. */
async function recordsOf({ database }: Parts, domains: readonly string[]) {
  const found = new Map<string, ListedTask['records'][number][]>();
  if (domains.length === 0) return found;
  const { rows } = await sql<{ id: string; number: string; domain: string }>`
    select r.id, r.number, d.domain
    from desk.record r
    cross join lateral jsonb_array_elements_text(
      jsonb_path_query_array(r.change, '$.websites[*] ? (@.state == "live").domains[*]')) d (domain)
    where jsonb_path_query_array(r.change, '$.websites[*] ? (@.state == "live").domains[*]') ?| ${[...domains]}::text[]
      and d.domain = any(${[...domains]}::text[]) and r.change ->> 'state' = 'live'
    order by r.number, r.id`.execute(database.sql);
  for (const { id, number, domain } of rows)
    found.set(domain, [...(found.get(domain) ?? []), { recordId: id, number }]);
  return found;
}
