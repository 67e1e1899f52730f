import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ContactPerson } from '../../../domain/filing/contacts.ts';
import type { ConfirmedBy, Contacts } from '../../../ports/contacts.ts';
import type { DatabaseParts } from '../database.ts';
import { refusedBy } from '../refused-by.ts';
import { addressIndexes } from '../sealing/address-index.ts';

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Every link has a token of its own. */
const USED_DIGEST = { field: 'digest', message: '这个令牌已用于另一个链接，请刷新页面后重新发送链接。' };

export const createContacts = ({ database, seal, clock }: DatabaseParts): Contacts => ({
  async confirm(filingId, address, by) {
    const confirmed = { way: by, confirmed_at: clock.now() };
    const [address_index, other] = addressIndexes(address, seal);
    // An address is confirmed once, also while the key is replaced.
    if (other) await database.remove('contact_confirmation', { filing_id: filingId, address_index: other });
    await database.sql
      .insertInto('contact_confirmation')
      .values({ filing_id: filingId, address_index, ...confirmed })
      .onConflict((conflict) => conflict.columns(['filing_id', 'address_index']).doUpdateSet(confirmed))
      .execute();
  },

  async confirmed(filingId, addresses) {
    if (addresses.length === 0) return [];
    const byIndex = new Map(
      addresses.flatMap((address) =>
        addressIndexes(address, seal).map((index) => [index.toString('hex'), address] as const),
      ),
    );
    const indexes = addresses.flatMap((address) => [...addressIndexes(address, seal)]);
    const { rows } = await sql<{ address_index: Buffer; confirmed_at: Date }>`
      select address_index, confirmed_at from contact_confirmation
      where filing_id = ${filingId} and address_index = any(${indexes}::bytea[])
      union all
      select phone_index, phone_proven_at from account
      where id = (select applicant_id from filing where id = ${filingId}) and phone_index = any(${indexes}::bytea[])
    `.execute(database.sql);
    return rows.flatMap(({ address_index, confirmed_at }) => {
      const address = byIndex.get(address_index.toString('hex'));
      return address === undefined ? [] : [{ address, confirmedAt: confirmed_at }];
    });
  },

  async historyOf(filingId) {
    const rows = await database.sql
      .selectFrom('contact_confirmation')
      .select(['way', 'confirmed_at'])
      .where('filing_id', '=', filingId)
      .orderBy('confirmed_at')
      .execute();
    return rows.map(({ way, confirmed_at }) => ({ by: way as ConfirmedBy, confirmedAt: confirmed_at }));
  },

  async saveLink({ filingId, person, expiresAt, tokenHash }) {
    const link = { token_hash: Buffer.from(tokenHash, 'base64url'), wrong_tries: 0, expires_at: expiresAt };
    await database.sql
      .insertInto('contact_link')
      .values({ filing_id: filingId, person, ...link })
      .onConflict((conflict) => conflict.columns(['filing_id', 'person']).doUpdateSet(link))
      .execute()
      .catch(refusedBy('contact_link_token_hash_key', 'request.invalid', { fields: [USED_DIGEST] }));
  },

  async findLink(token, most) {
    const row = await database.sql
      .selectFrom('contact_link')
      .select(['filing_id', 'person', 'expires_at'])
      .where('token_hash', '=', hashOf(token))
      .where('expires_at', '>', clock.now())
      .where('wrong_tries', '<', most)
      .executeTakeFirst();
    return row && { filingId: row.filing_id, person: row.person as ContactPerson, expiresAt: row.expires_at };
  },

  async countWrongTry(token) {
    await database.change('contact_link', { token_hash: hashOf(token) }, { wrong_tries: sql`wrong_tries + 1` });
  },
});
