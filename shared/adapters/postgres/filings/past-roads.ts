import { sql } from 'kysely';
import { provinceOf } from '../../../../contracts/data/provinces.ts';
import type { PastRoads } from '../../../ports/filings/past-roads.ts';
import type { DatabaseParts } from '../database.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

interface Row {
  readonly first_submitted_at: Date;
  readonly submitted_at: Date;
  readonly accepted_at: Date | null;
  readonly sms_sent_at: Date | null;
  readonly sms_confirmed_at: Date | null;
  readonly approved_at: Date;
}

export const createPastRoads = ({ database, clock }: Omit<DatabaseParts, 'seal'>): PastRoads => ({
  async recent(region, most) {
    const mark = provinceOf(region)?.mark ?? '';
    const since = new Date(clock.now().getTime() - YEAR_MS);
    // A verdict may arrive late: the desk decided earlier. The last of several rounds counts, for the beginning the first.
    const { rows } = await sql<Row>`
      with recent as (
        select id from filing
        where state = 'approved' and left(numbers ->> 'organizer', 1) = ${mark} and state_since >= ${since}
        order by state_since desc limit ${most}
      ), step as (
        select filing_id, event, min(at) as first_at,
          max(least(at, (facts ->> 'decidedAt')::timestamptz)) as at
        from filing_history where filing_id in (select id from recent) group by filing_id, event
      )
      select
        min(first_at) filter (where event = 'submit') as first_submitted_at,
        max(at) filter (where event = 'submit') as submitted_at,
        max(at) filter (where event = 'accept') as accepted_at,
        max(at) filter (where event = 'send-sms') as sms_sent_at,
        max(at) filter (where event = 'confirm-sms') as sms_confirmed_at,
        max(at) filter (where event = 'approve') as approved_at
      from step group by filing_id
      having count(*) filter (where event in ('submit', 'approve')) = 2`.execute(database.sql);
    return rows.map((row) => ({
      firstSubmittedAt: row.first_submitted_at,
      submittedAt: row.submitted_at,
      acceptedAt: row.accepted_at ?? undefined,
      smsSentAt: row.sms_sent_at ?? undefined,
      smsConfirmedAt: row.sms_confirmed_at ?? undefined,
      approvedAt: row.approved_at,
    }));
  },
});
