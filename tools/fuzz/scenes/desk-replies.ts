import fc from 'fast-check';
import { accepted, type DeskReply } from '../hostile-desk.ts';
import type { FuzzPerson } from '../people.ts';
import { judged, query, type Scene } from './scene.ts';
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
      ...Object.fromEntries(drawn.map((verdict, index) => [`a drawn verdict, ${index}`, [verdict]])),
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
  const { desk, judge, seed } = scene;
  const [over, behind] = [scene.person(), scene.person()];
  const ids = { over: over.filingId, behind: behind.filingId };
  desk.stumble({ ...ids, reply: text(500, '') });
  for (const person of [over, behind])
    await judged(scene, person, 'POST', `/v1/submissions/${person.filingId}`, { termsAccepted: true });
  const all = [...withVerdicts(ids.over, ids.behind, seed), ...USELESS];
  const [drawn = []] = fc.sample(fc.shuffledSubarray(all, { minLength: REPLIES, maxLength: REPLIES }), {
    numRuns: 1,
    seed,
  });
  for (const { what, reply, isParked } of drawn) {
    await atTheDesk(scene, over, behind);
    desk.stumble({ ...ids, reply });
    const failure = await desk.askForVerdicts();
    judge.count('hostile replies of the desk');
    if (failure) judge.violation(`status-sync ends with ${failure} after ${what}`);
    const [after] = await query<{ readonly last_verdict: number }>(scene, LAST_VERDICT, [ids.behind]);
    if (after?.last_verdict !== 1) judge.violation(`a filing waits behind one with ${what}`);
    const parked = isParked ? await query(scene, PARKED, [ids.over]) : [undefined];
    if (parked.length !== 1) judge.violation(`a filing with ${what} is not parked`);
  }
}

const LAST_VERDICT = 'select last_verdict from filing where id = $1';
const PARKED = 'select from parked_verdict where filing_id = $1';

/** Both wait for their first verdict, the first one longer, and are due. */
async function atTheDesk(scene: Scene, ...people: readonly FuzzPerson[]): Promise<void> {
  for (const [at, { filingId }] of people.entries()) {
    for (const table of ['verdict', 'parked_verdict'])
      await query(scene, `delete from ${table} where filing_id = $1`, [filingId]);
    const reset = `update filing set state = 'submitted', last_verdict = 0, version = version + 1 where id = $1`;
    await query(scene, reset, [filingId]);
    await query(
      scene,
      `insert into desk_question (filing_id, ask_at) values ($1, now() - interval '1 hour' + $2 * interval '1 minute')
       on conflict (filing_id) do update set ask_at = excluded.ask_at, recheck_at = null`,
      [filingId, at],
    );
  }
}
