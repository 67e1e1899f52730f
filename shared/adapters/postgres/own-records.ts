import { type Selectable, sql } from 'kysely';
import type { Seal } from '../../../platform/ports/seal.ts';
import type { DomainRecord, OrganizerRecord } from '../../domain/facts.ts';
import { resourceKey } from '../../domain/filing/filing.ts';
import { NOT_FILED } from '../../domain/filing/machine.ts';
import type { Claims, OwnRecords } from '../../ports/own-records.ts';
import { certificateIndexes } from './certificate-index.ts';
import type { Database, DatabaseParts } from './database.ts';
import { openContents } from './filing-row.ts';
import type { Schema } from './schema.ts';

type Column =
  | 'id'
  | 'applicant_id'
  | 'state'
  | 'certificate_index'
  | 'person_numbers'
  | 'domains'
  | 'servers'
  | 'numbers';

/** A filing that matches the claims; its contents are read only when a domain matches. */
type FilingRow = Pick<Selectable<Schema['filing']>, Column> & { readonly contents_sealed: Buffer | null };

/** A live record that matches the claims. */
interface RecordRow {
  readonly id: string;
  readonly number: string;
  readonly account_id: string;
  readonly certificate_index: Buffer;
  readonly person_numbers: readonly Buffer[];
  readonly websites: number;
}

interface DomainRow {
  readonly domain: string;
  readonly number: string;
  readonly certificate_index: Buffer;
  readonly connected: boolean;
}

/** The claims in the form in which rows are found. */
interface Wanted {
  readonly certificates: readonly Buffer[];
  readonly domains: readonly string[];
  readonly servers: readonly string[];
  /** For each number of a person the indexes under which it may stand. */
  readonly people: readonly (readonly Buffer[])[];
}

/** One record or filing as far as the answer needs it. */
interface Use {
  readonly number: string | undefined;
  readonly accountId: string;
  readonly isOwn: boolean;
  /** Whether it is filed; a filing under review is not. */
  readonly isFiled: boolean;
  readonly websites: number;
  readonly personNumbers: readonly Buffer[];
}

/**
 * Records say what is filed. Filings say what is under review, and what was approved before there were records until
 * `process-timer` has made records of it.
 */
export const createOwnRecords = ({ database, seal }: DatabaseParts): OwnRecords => ({
  async findFiled(claims) {
    const wanted = wantedOf(claims, seal);
    const [filings, records, domains, servers] = await Promise.all([
      filingsWith(wanted, database),
      recordsWith(wanted, database),
      domainsIn(wanted, database),
      serversIn(wanted, database),
    ]);
    const isOwn = (index: Buffer) => wanted.certificates.some((one) => one.equals(index));
    const approved = filings.filter(({ state }) => state === 'approved');
    const uses = [
      ...records.map((row) => useOfRecord(row, isOwn(row.certificate_index))),
      ...filings.map((row) => useOfFiling(row, isOwn(row.certificate_index))),
    ];
    const used = uses.filter((use) => !use.isOwn).flatMap(({ personNumbers }) => personNumbers);
    const others = filings.filter(({ id }) => id !== claims.filingId).flatMap((row) => row.servers);
    return {
      organizer: organizerRecord(uses, claims.applicantId),
      domains: new Map([
        ...approved.flatMap((row) => domainsOfFiling(row, claims.domains, isOwn(row.certificate_index), seal)),
        ...domains.map((row) => domainRecord(row, isOwn(row.certificate_index))),
      ]),
      websitesOn: websitesOn(wanted.servers, [...others, ...servers]),
      numbersElsewhere: claims.personNumbers.filter((_, at) =>
        wanted.people[at]?.some((own) => used.some((index) => index.equals(own))),
      ),
    };
  },
});

const wantedOf = ({ certificateNumber, domains, servers, personNumbers }: Claims, seal: Seal): Wanted => ({
  certificates: certificateIndexes(certificateNumber, seal),
  domains,
  servers: servers.map(resourceKey),
  people: personNumbers.map((number) => seal.blindIndexes('person-number', number)),
});

/** One statement, with an index for each of its four parts. */
async function filingsWith({ certificates, domains, servers, people }: Wanted, database: Database) {
  const { rows } = await sql<FilingRow>`
    select id, applicant_id, state, certificate_index, person_numbers, domains, servers, numbers,
      case when domains && ${domains}::text[] then contents_sealed end as contents_sealed
    from filing
    where record_id is null and (
      state = 'approved' and (certificate_index in (${sql.join(certificates)}) or domains && ${domains}::text[])
      or state not in (${sql.join(NOT_FILED)}) and (servers && ${servers}::text[] or person_numbers && ${people.flat()}::bytea[]))
  `.execute(database.sql);
  return rows;
}

async function recordsWith({ certificates, people }: Wanted, database: Database) {
  const { rows } = await sql<RecordRow>`
    select id, number, account_id, certificate_index, person_numbers,
      (select count(*)::int from record_website where record_id = record.id and ended_at is null) as websites
    from record
    where ended_at is null and (certificate_index in (${sql.join(certificates)}) or person_numbers && ${people.flat()}::bytea[])
    order by created_at, id
  `.execute(database.sql);
  return rows;
}

async function domainsIn({ domains }: Wanted, database: Database): Promise<readonly DomainRow[]> {
  if (domains.length === 0) return [];
  const { rows } = await sql<DomainRow>`
    select filed.domain, website.number, record.certificate_index,
      exists (select 1 from record_access where website_id = website.id and ended_at is null) as connected
    from record_domain filed join record_website website on website.id = filed.website_id
      join record on record.id = website.record_id
    where filed.ended_at is null and filed.domain = any(${domains}::text[])
  `.execute(database.sql);
  return rows;
}

/** Every use of these servers by a website that is filed. */
async function serversIn({ servers }: Wanted, database: Database): Promise<readonly string[]> {
  if (servers.length === 0) return [];
  const { rows } = await sql<{ server: string }>`
    select server from record_access where ended_at is null and server = any(${servers}::text[])`.execute(database.sql);
  return rows.map(({ server }) => server);
}

const useOfRecord = (row: RecordRow, isOwn: boolean): Use => ({
  number: row.number,
  accountId: row.account_id,
  isOwn,
  isFiled: true,
  websites: row.websites,
  personNumbers: row.person_numbers,
});

const useOfFiling = (row: FilingRow, isOwn: boolean): Use => ({
  number: row.numbers?.organizer,
  accountId: row.applicant_id,
  isOwn,
  isFiled: row.state === 'approved',
  websites: row.domains.length,
  personNumbers: row.person_numbers,
});

function organizerRecord(uses: readonly Use[], applicantId: string | undefined): OrganizerRecord | undefined {
  const own = uses.filter(({ isOwn, isFiled }) => isOwn && isFiled);
  const number = own[0]?.number;
  if (!number) return undefined;
  return {
    number,
    filedHere: own.some(({ accountId }) => accountId === applicantId) ? 'this-account' : 'other-account',
    websites: own.reduce((sum, { websites }) => sum + websites, 0),
  };
}

const domainRecord = ({ domain, number, connected }: DomainRow, sameOrganizer: boolean): [string, DomainRecord] => [
  domain,
  { number, sameOrganizer, connectedHere: connected },
];

function domainsOfFiling(
  { id: filingId, contents_sealed, numbers }: FilingRow,
  domains: readonly string[],
  sameOrganizer: boolean,
  seal: Seal,
): readonly [string, DomainRecord][] {
  if (!contents_sealed) return [];
  const { websites } = openContents(contents_sealed, filingId, seal);
  return websites.flatMap(({ id, domain }) => {
    const number = domains.includes(domain) && numbers?.websites[id];
    return number ? [[domain, { number, sameOrganizer, connectedHere: true }]] : [];
  });
}

function websitesOn(servers: readonly string[], used: readonly string[]): ReadonlyMap<string, number> {
  return new Map(servers.map((server) => [server, used.filter((one) => one === server).length]));
}
