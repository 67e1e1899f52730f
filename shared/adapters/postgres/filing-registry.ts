import { sql } from 'kysely';
import type { FilingContents } from '../../domain/filing.ts';
import type { FilingRegistry } from '../../ports/filing-registry.ts';
import type { Seal } from '../../ports/seal.ts';
import type { Database } from './database.ts';

/** What this service has filed itself. Records of other providers come from the provider's record service. */
export const createFilingRegistry = (database: Database, seal: Seal): FilingRegistry => ({
  async organizer(certificateNumber, applicantId) {
    const rows = await database.sql
      .selectFrom('filing')
      .select(['applicant_id', 'numbers', 'domains'])
      .where('certificate_index', '=', seal.blindIndex('certificate', certificateNumber))
      .where('state', '=', 'approved')
      .execute();
    const number = rows[0]?.numbers?.organizer;
    if (!number) return undefined;
    return {
      number,
      filedHere: rows.some((row) => row.applicant_id === applicantId) ? 'this-account' : 'other-account',
      websites: rows.reduce((sum, row) => sum + row.domains.length, 0),
    };
  },

  async domain(domain, certificateNumber) {
    const row = await database.sql
      .selectFrom('filing')
      .select(['certificate_index', 'numbers', 'contents_sealed'])
      .where(sql<boolean>`domains @> ${sql.val([domain])}::text[]`)
      .where('state', '=', 'approved')
      .executeTakeFirst();
    if (!row) return undefined;
    const { websites } = JSON.parse(seal.open(row.contents_sealed)) as FilingContents;
    const website = websites.find((each) => each.domain === domain);
    const number = website && row.numbers?.websites[website.id];
    if (!number) return undefined;
    const sameOrganizer = row.certificate_index.equals(seal.blindIndex('certificate', certificateNumber));
    return { number, sameOrganizer, connectedHere: true };
  },
});
