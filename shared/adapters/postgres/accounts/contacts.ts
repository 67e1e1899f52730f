import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { ContactPerson } from '../../../domain/filing/contacts.ts';
import type { ConfirmedBy, ContactLink, Contacts } from '../../../ports/accounts/contacts.ts';
import type { DatabaseParts } from '../database.ts';
import { refusedBy } from '../refused-by.ts';
import type { Schema } from '../schema.ts';
import { addressIndexes } from '../sealing/address-index.ts';

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Every link has a token of its own. */
const USED_DIGEST = { field: 'digest', message: '这个令牌已用于另一个链接，请刷新页面后重新发送链接。' };

const linkOf = (row: Selectable<Schema['contact_link']>): ContactLink => ({
  filingId: row.filing_id,
  person: row.person as ContactPerson,
  expiresAt: row.expires_at,
  openedAt: row.opened_at ?? undefined,
  declinedAt: row.declined_at ?? undefined,
  declineReason: row.decline_reason ?? undefined,
  wrongTries: row.wrong_tries,
});

export const createContacts = ({ database, seal, clock }: DatabaseParts): Contacts => ({
  async confirm(filingId, address, by) {
    const confirmed = { way: by, confirmed_at: clock.now() };
    const [address_index, other] = addressIndexes(address, seal);
    // An address is confirmed once, also while the key is replaced.
    if (other) await database.remove('contact_confirmation', { filing_id: filingId, address_index: other });
    await database.put('contact_confirmation', { filing_id: filingId, address_index }, confirmed);
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
    const rows = await database.list('contact_confirmation', { filing_id: filingId }, ['confirmed_at']);
    return rows.map(({ way, confirmed_at }) => ({ by: way as ConfirmedBy, confirmedAt: confirmed_at }));
  },

  async saveLink({ filingId, person, expiresAt, tokenHash }) {
    const untouched = { wrong_tries: 0, opened_at: null, declined_at: null, decline_reason: null };
    const link = { ...untouched, token_hash: Buffer.from(tokenHash, 'base64url'), expires_at: expiresAt };
    await database
      .put('contact_link', { filing_id: filingId, person }, link)
      .catch(refusedBy('contact_link_token_hash_key', 'request.invalid', { fields: [USED_DIGEST] }));
  },

  async findLink(token) {
    const row = await database.find('contact_link', { token_hash: hashOf(token) });
    return row && linkOf(row);
  },

  linksOf: async (filingId) => (await database.list('contact_link', { filing_id: filingId }, ['person'])).map(linkOf),

  async openLink(token) {
    await database.change('contact_link', { token_hash: hashOf(token), opened_at: null }, { opened_at: clock.now() });
  },

  async declineLink(token, decline_reason) {
    const declined = { declined_at: clock.now(), decline_reason };
    await database.change('contact_link', { token_hash: hashOf(token), declined_at: null }, declined);
  },

  async countWrongTry(token) {
    await database.change('contact_link', { token_hash: hashOf(token) }, { wrong_tries: sql`wrong_tries + 1` });
  },
});
