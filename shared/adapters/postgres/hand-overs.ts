import { type Selectable, sql } from 'kysely';
import type { HandOver, SiteOwnerConsent } from '../../domain/liveness/hand-over.ts';
import { Refused } from '../../domain/refusal.ts';
import type { HandOverPass, HandOvers } from '../../ports/hand-overs.ts';
import type { DatabaseParts } from './database.ts';
import type { Schema } from './schema.ts';
import { sealedPlace } from './sealed-place.ts';

/** Purposes of the indexes. */
const TOKEN = 'hand-over-token';
const DEVICE = 'hand-over-device';

type Row = Selectable<Schema['hand_over']> & { readonly applicant_id: string };

export function createHandOvers({ database, seal }: Omit<DatabaseParts, 'clock'>): HandOvers {
  const consentOf = (row: Row): SiteOwnerConsent | undefined =>
    row.consent_name_sealed && row.consent_text_version && row.consented_at
      ? {
          name: seal.open(row.consent_name_sealed, sealedPlace('hand_over', 'consent_name_sealed', row)),
          textVersion: row.consent_text_version,
          at: row.consented_at,
        }
      : undefined;

  const handOverOf = (row: Row): HandOver => ({
    id: row.id,
    filingId: row.filing_id,
    websiteId: row.website_id,
    applicantId: row.applicant_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    openedAt: row.opened_at ?? undefined,
    checkIds: row.check_ids,
    declinedAt: row.declined_at ?? undefined,
    cancelledAt: row.cancelled_at ?? undefined,
    consent: consentOf(row),
  });

  const all = () =>
    database.sql
      .selectFrom('hand_over')
      .innerJoin('filing', 'filing.id', 'hand_over.filing_id')
      .selectAll('hand_over')
      .select('filing.applicant_id');

  const lockedRow = async ({
    token,
    device,
  }: HandOverPass): Promise<{ readonly row: Row; readonly isNew: boolean }> => {
    const row = await all()
      .where('token_index', 'in', seal.blindIndexes(TOKEN, token))
      .forUpdate('hand_over')
      .executeTakeFirst();
    if (!row) throw new Refused('hand-over.unknown');
    const devices = seal.blindIndexes(DEVICE, device);
    if (row.device_index && !devices.some((index) => row.device_index?.equals(index)))
      throw new Refused('hand-over.other-device');
    return { row, isNew: row.device_index === null };
  };

  return {
    create: (handOver, token) =>
      database.inTransaction(async () => {
        // Of two that are made at once, the later one ends the earlier one.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`hand-over ${handOver.websiteId}`}, 0))`.execute(
          database.sql,
        );
        await database.sql
          .updateTable('hand_over')
          .set({ cancelled_at: handOver.createdAt })
          .where('filing_id', '=', handOver.filingId)
          .where('website_id', '=', handOver.websiteId)
          .where('cancelled_at', 'is', null)
          .execute();
        await database.sql
          .insertInto('hand_over')
          .values({
            id: handOver.id,
            filing_id: handOver.filingId,
            website_id: handOver.websiteId,
            token_index: seal.blindIndex(TOKEN, token),
            created_at: handOver.createdAt,
            expires_at: handOver.expiresAt,
          })
          .execute();
      }),

    async ofFiling(filingId, applicantId) {
      const rows = await all()
        .where('hand_over.filing_id', '=', filingId)
        .where('filing.applicant_id', '=', applicantId)
        .orderBy('hand_over.created_at')
        .execute();
      return rows.map(handOverOf);
    },

    open: (pass, now) =>
      database.inTransaction(async () => {
        const { row, isNew } = await lockedRow(pass);
        if (!isNew) return handOverOf(row);
        // What is over binds no device: the page says only that.
        if (row.cancelled_at || row.expires_at <= now) return handOverOf(row);
        await database.sql
          .updateTable('hand_over')
          .set({ device_index: seal.blindIndex(DEVICE, pass.device), opened_at: now })
          .where('id', '=', row.id)
          .execute();
        return handOverOf({ ...row, opened_at: now });
      }),

    async lock(pass) {
      const { row, isNew } = await lockedRow(pass);
      if (isNew) throw new Refused('hand-over.unknown');
      return handOverOf(row);
    },

    async addCheck(id, checkId, { name, textVersion, at }) {
      await database.sql
        .updateTable('hand_over')
        .set({
          check_ids: sql`array_append(check_ids, ${checkId}::uuid)`,
          consent_name_sealed: seal.close(name, sealedPlace('hand_over', 'consent_name_sealed', { id })),
          consent_text_version: textVersion,
          consented_at: at,
        })
        .where('id', '=', id)
        .execute();
    },

    async decline(id, now) {
      await database.sql
        .updateTable('hand_over')
        .set({ declined_at: now })
        .where('id', '=', id)
        .where('declined_at', 'is', null)
        .execute();
    },

    async cancel(id, applicantId, now) {
      const row = await all()
        .where('hand_over.id', '=', id)
        .where('filing.applicant_id', '=', applicantId)
        .executeTakeFirst();
      if (!row) throw new Refused('hand-over.unknown');
      await database.sql
        .updateTable('hand_over')
        .set({ cancelled_at: now })
        .where('id', '=', id)
        .where('cancelled_at', 'is', null)
        .execute();
    },
  };
}
