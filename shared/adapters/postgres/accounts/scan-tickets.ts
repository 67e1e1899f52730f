import type { Selectable } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { Asker } from '../../../domain/asker.ts';
import type { ScanTickets } from '../../../ports/accounts/scan-tickets.ts';
import type { DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

const PURPOSE = 'scan-ticket';

type Row = Selectable<Schema['scan_ticket']>;

/** @throws Refused for a ticket that does not wait to be confirmed. */
function waiting(row: Row | undefined, now: Date): Row {
  if (!row || row.expires_at <= now) throw new Refused('scan-ticket.unknown');
  if (row.confirmed_at) throw new Refused('scan-ticket.used');
  return row;
}

export function createScanTickets({ database, seal, clock }: DatabaseParts): ScanTickets {
  const placeOf = (ticket_index: Buffer) => sealedPlace('scan_ticket', 'asker_sealed', { ticket_index });
  const rowOf = (ticket: string) =>
    database.sql.selectFrom('scan_ticket').selectAll().where('ticket_index', 'in', seal.blindIndexes(PURPOSE, ticket));

  return {
    async save({ ticket, challenge, expiresAt, asker }) {
      const index = seal.blindIndex(PURPOSE, ticket);
      await database.add('scan_ticket', {
        ticket_index: index,
        challenge: Buffer.from(challenge, 'base64url'),
        expires_at: expiresAt,
        confirmed_at: null,
        asked_at: clock.now(),
        asker_sealed: seal.close(JSON.stringify(asker), placeOf(index)),
      });
    },

    async askerOf(ticket) {
      const row = waiting(await rowOf(ticket).executeTakeFirst(), clock.now());
      const { ticket_index, asker_sealed, asked_at, expires_at } = row;
      return {
        asker: JSON.parse(seal.open(asker_sealed, placeOf(ticket_index))) as Asker,
        askedAt: asked_at,
        expiresAt: expires_at,
      };
    },

    async stateOf(ticket) {
      const row = await rowOf(ticket).executeTakeFirst();
      if (row?.confirmed_at) return 'confirmed';
      return row && row.expires_at > clock.now() ? 'waiting' : 'expired';
    },

    async confirm(ticket) {
      const now = clock.now();
      const row = waiting(await rowOf(ticket).forUpdate().executeTakeFirst(), now);
      await database.change('scan_ticket', { ticket_index: row.ticket_index }, { confirmed_at: now });
      return { challenge: row.challenge.toString('base64url') };
    },
  };
}
