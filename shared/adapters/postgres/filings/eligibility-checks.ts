import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { EligibilityInput } from '../../../domain/filing/filing.ts';
import type { EligibilityChecks } from '../../../ports/filings/eligibility-checks.ts';
import type { DatabaseParts } from '../database.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

export const createEligibilityChecks = ({ database, seal, clock }: DatabaseParts): EligibilityChecks => ({
  async save({ accountId, ticket, input, filingType, expiresAt }) {
    const ticket_index = seal.blindIndex('ticket', ticket);
    const place = sealedPlace('eligibility_check', 'input_sealed', { ticket_index });
    await database.add('eligibility_check', {
      account_id: accountId,
      ticket_index,
      input_sealed: seal.close(JSON.stringify(input), place),
      filing_type: filingType,
      expires_at: expiresAt,
    });
  },

  async useTicket(ticket, accountId) {
    const now = clock.now();
    const row = await database.sql
      .selectFrom('eligibility_check')
      .selectAll()
      .where('ticket_index', 'in', seal.blindIndexes('ticket', ticket))
      .where('account_id', '=', accountId)
      .forUpdate()
      .executeTakeFirst();
    if (!row || row.expires_at <= now) throw new Refused('eligibility.unknown');
    if (row.used_at) throw new Refused('eligibility.used');
    await database.change('eligibility_check', { ticket_index: row.ticket_index }, { used_at: now });
    const place = sealedPlace('eligibility_check', 'input_sealed', row);
    const input = JSON.parse(seal.open(row.input_sealed, place)) as EligibilityInput;
    return { accountId, ticket, input, filingType: row.filing_type, expiresAt: row.expires_at };
  },
});
