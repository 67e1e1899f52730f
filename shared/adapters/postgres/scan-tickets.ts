import { Refused } from '../../domain/refusal.ts';
import type { ScanTickets } from '../../ports/scan-tickets.ts';
import type { DatabaseParts } from './database.ts';

export function createScanTickets({ database, seal, clock }: DatabaseParts): ScanTickets {
  const indexOf = (ticket: string): Buffer => seal.blindIndex('scan-ticket', ticket);
  const rowOf = (ticket: string) =>
    database.sql.selectFrom('scan_ticket').selectAll().where('ticket_index', '=', indexOf(ticket));

  return {
    async save({ ticket, challenge, expiresAt }) {
      await database.sql
        .insertInto('scan_ticket')
        .values({
          ticket_index: indexOf(ticket),
          challenge: Buffer.from(challenge, 'base64url'),
          expires_at: expiresAt,
          confirmed_at: null,
        })
        .execute();
    },

    async stateOf(ticket) {
      const row = await rowOf(ticket).executeTakeFirst();
      if (row?.confirmed_at) return 'confirmed';
      return row && row.expires_at > clock.now() ? 'waiting' : 'expired';
    },

    async confirm(ticket) {
      const row = await rowOf(ticket).forUpdate().executeTakeFirst();
      const now = clock.now();
      if (!row || row.expires_at <= now) throw new Refused('scan-ticket.unknown');
      if (row.confirmed_at) throw new Refused('scan-ticket.used');
      await database.sql
        .updateTable('scan_ticket')
        .set({ confirmed_at: now })
        .where('ticket_index', '=', row.ticket_index)
        .execute();
      return { challenge: row.challenge.toString('base64url') };
    },
  };
}
