import type { Selectable } from 'kysely';
import { MOST_VERDICTS } from '../../../../contracts/review-desk/kinds.ts';
import type { Verdict } from '../../../../contracts/review-desk/verdict.ts';
import type { Verdicts } from '../../../ports/verdicts.ts';
import { type DeskDatabase, type DeskParts, placeOf } from '../desk-database.ts';
import type { DeskTables } from '../tables.ts';
import { outgoing } from './outgoing.ts';

type Row = Selectable<DeskTables['desk.verdict']>;

export function createVerdicts({ database, seal, clock }: Pick<DeskParts, 'database' | 'seal' | 'clock'>): Verdicts {
  function read({ filing_id: filingId, round, sequence, kind, decided_at: at, content_sealed }: Row): Verdict {
    const place = placeOf('desk.verdict', 'content_sealed', `${filingId}/${round}/${sequence}`);
    const content = JSON.parse(seal.open(content_sealed, place)) as Pick<Verdict, 'flagged' | 'amendments' | 'numbers'>;
    return { filingId, round, sequence, kind, at, ...content };
  }

  const messages = outgoing('desk.verdict', ['filing_id', 'round'], { database, clock });

  return {
    async after(questions) {
      const found: Verdict[] = [];
      for (const { filingId, round, after } of questions) {
        const rows = await database.sql
          .selectFrom('desk.verdict')
          .selectAll()
          .where('filing_id', '=', filingId)
          .where('round', '=', round)
          .where('sequence', '>', after)
          .orderBy('sequence')
          .limit(MOST_VERDICTS)
          .execute();
        found.push(...rows.map(read));
      }
      return found;
    },

    ...messages,
    async claimDue(limit, leaseSeconds) {
      const rows = await messages.claimDue(limit, leaseSeconds);
      return rows.map((row) => ({ verdict: read(row), messageId: row.message_id, attempts: row.attempts }));
    },

    park: (messageId, failure) =>
      database.inTransaction(async () => {
        await messages.park(messageId, failure);
        const parked = await database.find('desk.verdict', { message_id: messageId }, ['filing_id', 'kind']);
        if (!parked) return;
        const isOfNumbers = parked.kind === 'approved' && failure.startsWith(OF_NUMBERS);
        await noteRefusal(database, parked.filing_id, isOfNumbers);
      }),
  };
}

/** Path of what the filing service refuses (docs/api/review-desk.yaml, `error.facts.fields`). */
const OF_NUMBERS = 'data.numbers';

/** The last submission of a filing shows that the service refuses its verdict. Its numbers can be typed again, if it is those. */
async function noteRefusal({ sql: db }: DeskDatabase, filingId: string, isOfNumbers: boolean): Promise<void> {
  await db
    .updateTable('desk.submission')
    .set(
      isOfNumbers
        ? { failure: 'numbers-refused', stage: 'accepted', given_numbers: null }
        : { failure: 'verdict-refused' },
    )
    .where('id', '=', (last) =>
      last
        .selectFrom('desk.submission')
        .select('id')
        .where('filing_id', '=', filingId)
        // Without numbers there is nothing that could be typed in another way.
        .$if(isOfNumbers, (query) => query.where('given_numbers', 'is not', null))
        .orderBy('queued_at', 'desc')
        .limit(1),
    )
    .execute();
}

/**
 * Gives a verdict the next number of its round. One that the service has refused is replaced by the next of its kind, under its number
 * and in a new message. Call it while the filing's row is locked.
 *
 * @returns the number.
 */
export async function addVerdict(
  { database, seal, clock, ids }: DeskParts,
  { filingId, round, kind, at, flagged, amendments = [], numbers }: Omit<Verdict, 'sequence'>,
): Promise<number> {
  const last = await database.sql
    .selectFrom('desk.verdict')
    .select(['sequence', 'kind', 'state'])
    .where('filing_id', '=', filingId)
    .where('round', '=', round)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const isCorrected = last?.state === 'parked' && last.kind === kind;
  const sequence = isCorrected ? last.sequence : (last?.sequence ?? 0) + 1;
  const place = placeOf('desk.verdict', 'content_sealed', `${filingId}/${round}/${sequence}`);
  // The catalogue's ids stay at the desk.
  const written = flagged.map(({ field, reason, suggestion }) => ({ field, reason, suggestion }));
  const content = { flagged: written, ...(amendments.length > 0 && { amendments }), numbers };
  const message = {
    decided_at: at,
    content_sealed: seal.close(JSON.stringify(content), place),
    message_id: `verdict-${ids.uuid()}`,
    state: 'waiting' as const,
    attempts: 0,
    due_at: clock.now(),
    failure: null,
  };
  await database.put('desk.verdict', { filing_id: filingId, round, sequence }, { kind, ...message });
  return sequence;
}
