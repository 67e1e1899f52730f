import { type Expression, type ExpressionBuilder, type Insertable, type Selectable, type SqlBool, sql } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { DeclineReason, HandOver, OwnConsent } from '../../../domain/liveness/hand-over.ts';
import type { HandOverPass } from '../../../ports/documents/hand-overs.ts';
import type { DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

/** Purposes of the indexes. */
const TOKEN = 'hand-over-token';
const DEVICE = 'hand-over-device';

/** What tells hand-overs of the same thing. */
export interface Replacing {
  /** Two with the same name are stored one after the other. */
  readonly lock: string;
  readonly columns: Partial<Insertable<Schema['hand_over']>>;
  readonly isSame: (row: ExpressionBuilder<Schema, 'hand_over'>) => Expression<SqlBool>;
}

/** `applicant_id`: of whoever files. */
export type HandOverRow = Selectable<Schema['hand_over']> & { readonly applicant_id: string };

/** What both kinds of hand-over do with their rows. @param item reads a row; undefined for one of the other kind. */
export function handOverLinks<Of extends HandOver>(
  { database, seal }: Omit<DatabaseParts, 'clock'>,
  item: (row: HandOverRow, base: HandOver) => Of | undefined,
) {
  const consentOf = (row: HandOverRow): OwnConsent | undefined =>
    row.consent_name_sealed && row.consent_text_version && row.consented_at
      ? {
          name: seal.open(row.consent_name_sealed, sealedPlace('hand_over', 'consent_name_sealed', row)),
          textVersion: row.consent_text_version,
          at: row.consented_at,
        }
      : undefined;

  const read = (row: HandOverRow): Of | undefined =>
    item(row, {
      id: row.id,
      applicantId: row.applicant_id,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      openedAt: row.opened_at ?? undefined,
      consent: consentOf(row),
      declinedAt: row.declined_at ?? undefined,
      declineReason: row.decline_reason ?? undefined,
      cancelledAt: row.cancelled_at ?? undefined,
    });

  /** @throws Refused('hand-over.unknown') */
  const known = (row: HandOverRow | undefined): Of => {
    const found = row && read(row);
    if (!found) throw new Refused('hand-over.unknown');
    return found;
  };

  /** With whoever files: an account that handed documents over, or the applicant of a check's filing. */
  const all = () =>
    database.sql
      .selectFrom('hand_over')
      .leftJoin('filing', 'filing.id', 'hand_over.filing_id')
      .selectAll('hand_over')
      .select(sql<string>`coalesce(hand_over.account_id, filing.applicant_id)`.as('applicant_id'));

  const lockedRow = async ({ token, device }: HandOverPass) => {
    const row = await all()
      .where('token_index', 'in', seal.blindIndexes(TOKEN, token))
      .forUpdate('hand_over')
      .executeTakeFirst();
    const found = known(row);
    const devices = seal.blindIndexes(DEVICE, device);
    if (row?.device_index && !devices.some((index) => row.device_index?.equals(index)))
      throw new Refused('hand-over.other-device');
    return { found, isNew: row?.device_index === null };
  };

  /** The columns of a consent; none without one. */
  const consentColumns = (id: string, consent: OwnConsent | undefined) =>
    consent && {
      consent_name_sealed: seal.close(consent.name, sealedPlace('hand_over', 'consent_name_sealed', { id })),
      consent_text_version: consent.textVersion,
      consented_at: consent.at,
    };

  return {
    all,
    read,
    /** Stores a new one. When two are made at once, the later one ends the earlier one. */
    replace: (handOver: HandOver, token: string, { lock, columns, isSame }: Replacing): Promise<void> =>
      database.inTransaction(async () => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${`hand-over ${lock}`}, 0))`.execute(database.sql);
        await database.sql
          .updateTable('hand_over')
          .set({ cancelled_at: handOver.createdAt })
          .where(isSame)
          .where('cancelled_at', 'is', null)
          .execute();
        await database.add('hand_over', {
          ...columns,
          id: handOver.id,
          token_index: seal.blindIndex(TOKEN, token),
          created_at: handOver.createdAt,
          expires_at: handOver.expiresAt,
        });
      }),

    /** Remembers what was begun on the other phone, and the consent that was given with it. */
    async append(
      id: string,
      column: 'check_ids' | 'document_ids',
      begun: string,
      consent: OwnConsent | undefined,
    ): Promise<void> {
      await database.change(
        'hand_over',
        { id },
        { [column]: sql`array_append(${sql.ref(column)}, ${begun}::uuid)`, ...consentColumns(id, consent) },
      );
    },

    open: (pass: HandOverPass, now: Date): Promise<Of> =>
      database.inTransaction(async () => {
        const { found, isNew } = await lockedRow(pass);
        // What is over binds no device: the page says only that.
        if (!isNew || found.cancelledAt || found.expiresAt <= now) return found;
        await database.change(
          'hand_over',
          { id: found.id },
          { device_index: seal.blindIndex(DEVICE, pass.device), opened_at: now },
        );
        return { ...found, openedAt: now };
      }),

    async lock(pass: HandOverPass): Promise<Of> {
      const { found, isNew } = await lockedRow(pass);
      if (isNew) throw new Refused('hand-over.unknown');
      return found;
    },

    async decline(id: string, decline_reason: DeclineReason, now: Date): Promise<void> {
      await database.change('hand_over', { id, declined_at: null }, { declined_at: now, decline_reason });
    },

    async cancel(id: string, applicantId: string, now: Date): Promise<Of> {
      const find = () => all().where('hand_over.id', '=', id).executeTakeFirst();
      const row = await find();
      known(row?.applicant_id === applicantId ? row : undefined);
      await database.change('hand_over', { id, cancelled_at: null }, { cancelled_at: now });
      // Read again: what the other phone began while this waited for its row belongs to what is taken back.
      return known(await find());
    },
  };
}
