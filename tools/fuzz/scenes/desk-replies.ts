import fc from 'fast-check';
import pg from 'pg';
import { accepted, type DeskReply } from '../hostile-desk.ts';
import type { FuzzPerson } from '../people.ts';
import { judged, type Scene } from './scene.ts';
import { verdictAbout } from './verdicts.ts';

/** Replies in one play. */
const REPLIES = 12;

/** A reply about two filings, and whether somebody has to look at the first one because of it. */
interface Case {
  readonly what: string;
  readonly reply: DeskReply;
  readonly isParked: boolean;
}

const text = (status: number, content: string): DeskReply => ({ how: 'text', status, text: content });

/** Replies with verdicts of which some are wrong. The one about the filing behind is always there, and last. */
function withVerdicts(over: string, behind: string, seed: number): readonly Case[] {
  const about = (wrong: object) => ({ ...accepted(over), ...wrong });
  const cases = (isParked: boolean, given: Readonly<Record<string, readonly unknown[]>>): readonly Case[] =>
    Object.entries(given).map(([what, verdicts]) => ({
      what,
      isParked,
      reply: text(
        200,
        JSON.stringify({ verdicts: [...verdicts, accepted(behind)], next: '/v1/verdict-queries?page=2' }),
      ),
    }));
  const drawn = fc.sample(verdictAbout(over), { numRuns: REPLIES, seed });
  return [
    ...cases(true, {
      'a number over 2³¹': [about({ sequence: 2 ** 31 })],
      'a number that is none': [about({ round: '1', sequence: 1e308 })],
      'an object as the kind': [about({ kind: {} })],
      'an unknown kind': [about({ kind: 'escalated' })],
      'no time': [about({ at: 'soon' })],
    }),
    ...cases(false, {
      'NUL and half a character': [about({ kind: 'returned', flagged: [{ field: 'a\0', reason: '\ud800' }] })],
      'no verdicts': [null, 7, 'accepted', [], {}, { filingId: 7 }],
      'verdicts on filings that it was not asked about': Array.from({ length: 50 }, () =>
        accepted(crypto.randomUUID()),
      ),
      ...Object.fromEntries(drawn.map((one, at) => [`a drawn verdict, ${at}`, [one]])),
    }),
  ];
}

/** Replies that can't be used as a whole. */
const USELESS: readonly Case[] = Object.entries<DeskReply>({
  'a redirect': { how: 'text', status: 302, text: '', location: 'http://127.0.0.1:9/' },
  'a redirect that keeps the method': { how: 'text', status: 307, text: '', location: 'http://127.0.0.1:9/' },
  'a status of 500': text(500, 'stack trace'),
  'a status of 404': text(404, ''),
  'no JSON': text(200, '<html>'),
  'JSON of another shape': text(200, '{"verdicts":{}}'),
  'JSON in a hundred thousand brackets': text(200, '['.repeat(100_000)),
  'a million verdicts': text(200, `{"verdicts":[${'0,'.repeat(1_000_000)}0]}`),
  'no end': { how: 'endless' },
  'a byte now and then': { how: 'drip' },
}).map(([what, reply]) => ({ what, reply, isParked: true }));

/**
 * The desk gives hostile replies when it is asked about one filing: the verdict on the one behind it arrives in the same
 * run of `status-sync`, which ends well, and what a person has to look at is parked.
 */
export async function hostileReplies(scene: Scene): Promise<void> {
  const { addresses, desk, judge, seed } = scene;
  const [over, behind] = [scene.person(), scene.person()];
  const ids = { over: over.filingId, behind: behind.filingId };
  await desk.stumble({ ...ids, reply: text(500, '') });
  for (const person of [over, behind])
    await judged(scene, person, 'POST', `/v1/submissions/${person.filingId}`, { termsAccepted: true });
  const all = [...withVerdicts(ids.over, ids.behind, seed), ...USELESS];
  const [drawn = []] = fc.sample(fc.shuffledSubarray(all, { minLength: REPLIES, maxLength: REPLIES }), {
    numRuns: 1,
    seed,
  });
  const client = new pg.Client({ connectionString: addresses.database });
  await client.connect();
  try {
    for (const { what, reply, isParked } of drawn) {
      await atTheDesk(client, over, behind);
      await desk.stumble({ ...ids, reply });
      const failure = await desk.askForVerdicts();
      judge.count('hostile replies of the desk');
      if (failure) judge.violation(`status-sync ends with ${failure} after ${what}`);
      if ((await verdictsOn(client, behind)) !== 1) judge.violation(`a filing waits behind one with ${what}`);
      if (isParked && !(await hasParked(client, over))) judge.violation(`a filing with ${what} is not parked`);
    }
  } finally {
    await client.end();
  }
}

/** Both wait for their first verdict, the first one longer, and are due. */
async function atTheDesk(client: pg.Client, ...people: readonly FuzzPerson[]): Promise<void> {
  for (const [at, { filingId }] of people.entries()) {
    for (const table of ['verdict', 'parked_verdict'])
      await client.query(`delete from ${table} where filing_id = $1`, [filingId]);
    await client.query(`update filing set state = 'submitted', last_verdict = 0, version = version + 1 where id = $1`, [
      filingId,
    ]);
    await client.query(
      `insert into desk_question (filing_id, ask_at) values ($1, now() - interval '1 hour' + $2 * interval '1 minute')
       on conflict (filing_id) do update set ask_at = excluded.ask_at, recheck_at = null`,
      [filingId, at],
    );
  }
}

async function verdictsOn(client: pg.Client, { filingId }: FuzzPerson): Promise<number | undefined> {
  const { rows } = await client.query<{ last_verdict: number }>('select last_verdict from filing where id = $1', [
    filingId,
  ]);
  return rows[0]?.last_verdict;
}

async function hasParked(client: pg.Client, { filingId }: FuzzPerson): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from parked_verdict where filing_id = $1', [filingId]);
  return rowCount === 1;
}
