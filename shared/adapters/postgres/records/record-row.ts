import type { Insertable, Selectable } from 'kysely';
import type { Seal } from '../../../../platform/ports/seal.ts';
import { resourceKey } from '../../../domain/filing/filing.ts';
import { numbersOf } from '../../../domain/identity/person-numbers.ts';
import { type FiledRecord, peopleOf, type RecordContents } from '../../../domain/record/record.ts';
import type { Schema } from '../schema.ts';
import { certificateIndex } from '../sealing/certificate-index.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

type RecordRow = Pick<Selectable<Schema['record']>, 'id' | 'account_id' | 'number' | 'version' | 'contents_sealed'> &
  Partial<Pick<Selectable<Schema['record']>, 'outside' | 'website_care'>>;

/** A record from its row. */
export const recordOf = (row: RecordRow, seal: Seal): FiledRecord => ({
  id: row.id,
  accountId: row.account_id,
  number: row.number,
  version: row.version,
  contents: JSON.parse(seal.open(row.contents_sealed, sealedPlace('record', 'contents_sealed', row))) as RecordContents,
  ...(row.outside && { outside: row.outside }),
  ...(row.website_care && { care: row.website_care }),
});

/** What a version of a record says. */
export const versionContents = (row: Selectable<Schema['record_version']>, seal: Seal): RecordContents =>
  JSON.parse(seal.open(row.contents_sealed, sealedPlace('record_version', 'contents_sealed', row))) as RecordContents;

/** The columns that every version of a record sets. */
export const recordColumns = ({ id, version, contents }: FiledRecord, at: Date, seal: Seal) => ({
  version,
  contents_sealed: seal.close(JSON.stringify(contents), sealedPlace('record', 'contents_sealed', { id })),
  ...recordIndexes(contents, seal),
  updated_at: at,
  ended_at: contents.ended ? new Date(contents.ended.at) : null,
});

/** The indexes by which a record is found. */
export const recordIndexes = (contents: RecordContents, seal: Seal) => ({
  certificate_index: certificateIndex(contents.subject.certificateNumber, seal),
  person_numbers: numbersOf(peopleOf(contents)).map((number) => seal.blindIndex('person-number', number)),
});

/** The rows by which websites, domains and accesses of a record are found. */
export function websiteRows({ id: record_id, contents }: FiledRecord) {
  const at = (ended: { readonly at: string } | undefined): Date | null => (ended ? new Date(ended.at) : null);
  const websites: Insertable<Schema['record_website']>[] = [];
  const domains: Insertable<Schema['record_domain']>[] = [];
  const accesses: Insertable<Schema['record_access']>[] = [];
  for (const website of contents.websites) {
    const { id: website_id, number, ended } = website;
    websites.push({ id: website_id, record_id, number, ended_at: at(ended) });
    domains.push(...website.domains.map((domain) => ({ website_id, domain, ended_at: at(ended) })));
    for (const { id, cloudService, ended: accessEnded } of website.accesses) {
      const server = cloudService.kind === 'resource' ? resourceKey(cloudService) : null;
      accesses.push({ id, website_id, server, ended_at: at(accessEnded) });
    }
  }
  return { websites, domains, accesses };
}
