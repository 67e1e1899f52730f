import { type Selectable, sql } from 'kysely';
import type { RecordId } from '../../../../contracts/kit/record-id.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';
import type { DomainRecord, OrganizerRecord } from '../../../domain/facts.ts';
import { resourceKey } from '../../../domain/filing/filing.ts';
import { NOT_FILED } from '../../../domain/filing/machine.ts';
import { recordState } from '../../../domain/record/record.ts';
import type { Claims, OwnRecords } from '../../../ports/records/own-records.ts';
import type { Database, DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { certificateIndexes } from '../sealing/certificate-index.ts';
import { recordOf } from './record-row.ts';

/** A filing under review that matches the claims. */
type FilingRow = Pick<Selectable<Schema['filing']>, 'id' | 'certificate_index' | 'person_numbers' | 'servers'>;

/** A live record that matches the claims. */
interface RecordRow {
  readonly id: RecordId;
  readonly number: string;
  readonly account_id: string;
  readonly version: number;
  readonly certificate_index: Buffer;
  readonly person_numbers: readonly Buffer[];
  readonly websites: number;
  readonly contents_sealed: Buffer;
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

/** Records say what is filed, filings what is under review. */
export const createOwnRecords = ({ database, seal }: DatabaseParts): OwnRecords => ({
  async findFiled(claims) {
    const wanted = wantedOf(claims, seal);
    const [filings, records, domains, servers] = await Promise.all([
      filingsWith(wanted, database),
      recordsWith(wanted, database),
      domainsIn(wanted, database),
      serversIn(wanted, database),
    ]);
    const isOwn = (index: Buffer) => wanted.certificates.some((certificate) => certificate.equals(index));
    const used = [...records, ...filings]
      .filter((row) => !isOwn(row.certificate_index))
      .flatMap((row) => row.person_numbers);
    const others = filings.filter(({ id }) => id !== claims.filingId).flatMap((row) => row.servers);
    return {
      organizer: organizerRecord(
        records.filter((row) => isOwn(row.certificate_index)),
        claims.applicantId,
        seal,
      ),
      domains: new Map(domains.map((row) => domainRecord(row, isOwn(row.certificate_index)))),
      websitesOn: websitesOn(wanted.servers, [...others, ...servers]),
      numbersElsewhere: claims.personNumbers.filter((_, position) =>
        wanted.people[position]?.some((wantedIndex) => used.some((index) => index.equals(wantedIndex))),
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

/** One statement, with an index for each of its two parts. */
async function filingsWith({ servers, people }: Wanted, database: Database) {
  const { rows } = await sql<FilingRow>`
    select id, certificate_index, person_numbers, servers from filing
    where record_id is null and state not in (${sql.join(NOT_FILED)})
      and (servers && ${servers}::text[] or person_numbers && ${people.flat()}::bytea[])`.execute(database.sql);
  return rows;
}

async function recordsWith({ certificates, people }: Wanted, database: Database) {
  const { rows } = await sql<RecordRow>`
    select id, number, account_id, version, contents_sealed, certificate_index, person_numbers,
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

function organizerRecord(
  rows: readonly RecordRow[],
  applicantId: string | undefined,
  seal: Seal,
): OrganizerRecord | undefined {
  const [first] = rows;
  const websites = rows.reduce((sum, row) => sum + row.websites, 0);
  const isEmpty = () => rows.every((row) => recordState(recordOf(row, seal).contents) === 'empty');
  return (
    first && {
      number: first.number,
      filedHere: rows.some((row) => row.account_id === applicantId) ? 'this-account' : 'other-account',
      websites: websites > 0 || isEmpty() ? websites : undefined,
    }
  );
}

const domainRecord = ({ domain, number, connected }: DomainRow, sameOrganizer: boolean): [string, DomainRecord] => [
  domain,
  { number, sameOrganizer, connectedHere: connected },
];

function websitesOn(servers: readonly string[], used: readonly string[]): ReadonlyMap<string, number> {
  return new Map(servers.map((server) => [server, used.filter((text) => text === server).length]));
}
