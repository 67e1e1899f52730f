import { type Selectable, sql } from 'kysely';
import type { DomainRecord, OrganizerRecord } from '../../domain/facts.ts';
import { resourceKey } from '../../domain/filing/filing.ts';
import { NOT_FILED } from '../../domain/filing/machine.ts';
import type { OwnRecords } from '../../ports/own-records.ts';
import type { Seal } from '../../ports/seal.ts';
import type { DatabaseParts } from './database.ts';
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
type Row = Pick<Selectable<Schema['filing']>, Column> & { readonly contents_sealed: Buffer | null };

export const createOwnRecords = ({ database, seal }: DatabaseParts): OwnRecords => ({
  async findFiled(claims) {
    const certificates = seal.blindIndexes('certificate', claims.certificateNumber);
    const servers = claims.servers.map(resourceKey);
    const people = claims.personNumbers.map((number) => seal.blindIndexes('person-number', number));
    // One statement, with an index for each of its four parts.
    const { rows } = await sql<Row>`
      select id, applicant_id, state, certificate_index, person_numbers, domains, servers, numbers,
        case when domains && ${claims.domains}::text[] then contents_sealed end as contents_sealed
      from filing
      where state = 'approved' and (certificate_index in (${sql.join(certificates)}) or domains && ${claims.domains}::text[])
        or state not in (${sql.join(NOT_FILED)}) and (servers && ${servers}::text[] or person_numbers && ${people.flat()}::bytea[])
    `.execute(database.sql);
    const isOwn = (row: Row) => certificates.some((index) => index.equals(row.certificate_index));
    const approved = rows.filter(({ state }) => state === 'approved');
    const used = rows.filter((row) => !isOwn(row)).flatMap(({ person_numbers }) => person_numbers);
    return {
      organizer: organizerRecord(approved.filter(isOwn), claims.applicantId),
      domains: new Map(approved.flatMap((row) => domainRecords(row, claims.domains, isOwn(row), seal))),
      websitesOn: websitesOn(
        servers,
        rows.filter(({ id }) => id !== claims.filingId),
      ),
      numbersElsewhere: claims.personNumbers.filter((_, at) =>
        people[at]?.some((own) => used.some((index) => index.equals(own))),
      ),
    };
  },
});

function organizerRecord(rows: readonly Row[], applicantId: string | undefined): OrganizerRecord | undefined {
  const number = rows[0]?.numbers?.organizer;
  if (!number) return undefined;
  return {
    number,
    filedHere: rows.some((row) => row.applicant_id === applicantId) ? 'this-account' : 'other-account',
    websites: rows.reduce((sum, row) => sum + row.domains.length, 0),
  };
}

function domainRecords(
  { id: filingId, contents_sealed, numbers }: Row,
  domains: readonly string[],
  sameOrganizer: boolean,
  seal: Seal,
): readonly (readonly [string, DomainRecord])[] {
  if (!contents_sealed) return [];
  const { websites } = openContents(contents_sealed, filingId, seal);
  return websites.flatMap(({ id, domain }) => {
    const number = domains.includes(domain) && numbers?.websites[id];
    return number ? [[domain, { number, sameOrganizer, connectedHere: true }] as const] : [];
  });
}

function websitesOn(servers: readonly string[], rows: readonly Row[]): ReadonlyMap<string, number> {
  const used = rows.flatMap((row) => row.servers);
  return new Map(servers.map((server) => [server, used.filter((one) => one === server).length]));
}
