import type { Client } from 'pg';
import type { AuthorityBook } from '../../local/automatic-staff/authority-book.ts';

/** A verdict as the desk gave it. */
interface GivenVerdict {
  readonly round: number;
  readonly sequence: number;
  readonly kind: string;
  readonly numbers?: { readonly organizer: string; readonly websites: Readonly<Record<string, string>> } | undefined;
}

/** What the desk has of a filing. */
export interface DeskFiling {
  readonly filingId: string;
  /** The last round that it has got. */
  readonly submission?: { readonly round: number; readonly contentHash: string } | undefined;
  /** The verdicts on all rounds. */
  readonly verdicts: readonly GivenVerdict[];
}

/** What must be done before time may pass. */
const WAITING = `
  select (select count(*) from desk.review_case where state in ('open', 'decided'))
    + (select count(*) from desk.decision where state in ('second-view', 'waiting'))
    + (select count(*) from desk.verdict where state = 'waiting')
    + (select count(*) from desk.submission where state = 'waiting')
    + (select count(*) from desk.authority_answer where state in ('waiting', 'to-confirm', 'to-match'))
    + (select count(*) from desk.record_event where state = 'waiting') as count`;

const PARKED = `
  select 'verdict ' || message_id || ' is parked: ' || coalesce(failure, '') as what from desk.verdict where state = 'parked'
  union all
  select 'event ' || message_id || ' is parked' from desk.record_event where state = 'parked'`;

/** What the desk's database and the authority's book say, read outside of the service. */
export function openDeskBook(client: Pick<Client, 'query'>, authority: Pick<AuthorityBook, 'all'>) {
  async function rows<T extends object>(query: string): Promise<readonly T[]> {
    return (await client.query<T>(query)).rows;
  }

  /** The numbers that the authority gave in the end, by filing. */
  async function numbers(): Promise<ReadonlyMap<string, GivenVerdict['numbers']>> {
    const sent = await rows<{ number: number; filing: string }>(
      'select number, filing_id as filing from desk.submission where number is not null order by number',
    );
    const approvals = new Map(
      authority
        .all()
        .flatMap(({ number, said }) =>
          said.flatMap(({ kind, numbers }) => (kind === 'approved' ? [[number, numbers] as const] : [])),
        ),
    );
    return new Map(
      sent.flatMap(({ number, filing }) => (approvals.has(number) ? [[filing, approvals.get(number)]] : [])),
    );
  }

  return {
    async waiting(): Promise<number> {
      const [row] = await rows<{ count: string }>(WAITING);
      return Number(row?.count);
    },

    stuck: async () => (await rows<{ what: string }>(PARKED)).map(({ what }) => what),

    async filings(): Promise<ReadonlyMap<string, DeskFiling>> {
      const given = await numbers();
      const cases = await rows<{ filingId: string; round: number; contentHash: string }>(
        `select filing_id as "filingId", round, content_hash as "contentHash" from desk.review_case order by round`,
      );
      const verdicts = await rows<GivenVerdict & { filingId: string }>(
        'select filing_id as "filingId", round, sequence, kind from desk.verdict order by round, sequence',
      );
      const found = new Map<string, DeskFiling>();
      for (const { filingId, ...submission } of cases) found.set(filingId, { filingId, submission, verdicts: [] });
      for (const [filingId, filing] of found) {
        const own = verdicts.filter((verdict) => verdict.filingId === filingId);
        const numbered = own.map((verdict) =>
          verdict.kind === 'approved' ? { ...verdict, numbers: given.get(filingId) } : verdict,
        );
        found.set(filingId, { ...filing, verdicts: numbered });
      }
      return found;
    },

    async counts(): Promise<Readonly<Record<string, number>>> {
      const [row] = await rows<Record<'cases' | 'seconds' | 'entries' | 'back', string>>(
        `select (select count(*) from desk.review_case) as cases,
           (select count(*) from desk.decision where second_by is not null) as seconds,
           (select count(*) from desk.audit) as entries,
           (select count(*) from desk.submission where state = 'taken-back' and number is not null) as back`,
      );
      const all = authority.all();
      return {
        'cases at the desk': Number(row?.cases),
        'decisions that two agreed on': Number(row?.seconds),
        'entries in audit chains': Number(row?.entries),
        'handed in to the authority': all.length,
        'taken back there': Number(row?.back),
        'answers of the authority': all.reduce((sum, { said }) => sum + said.length, 0),
      };
    },
  };
}
