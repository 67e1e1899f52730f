import type { Client } from 'pg';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { desk } from '../../deploy/desk.ts';
import type { AuthorityBook } from '../../local/automatic-staff/authority-book.ts';

interface Evidence {
  readonly client: Pick<Client, 'query'>;
  readonly authority: Pick<AuthorityBook, 'all'>;
  /** The database's address for a role that reads everything. */
  readonly database: string;
  /** Those of the desk's functions, with their keys and their bucket. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What must never happen between the filing service, the desk and the authority; empty when all is well. */
export async function proveDesk({ client, authority, database, variables }: Evidence): Promise<readonly string[]> {
  const all: Violations = async (query) => (await client.query<{ what: string }>(query)).rows.map(({ what }) => what);
  return [
    ...(await all(ARRIVALS)),
    ...(await all(STRANGERS)),
    ...(await all(DECISIONS)),
    ...(await all(FOUR_EYES)),
    ...(await all(NUMBERS)),
    ...(await all(SAMPLES)),
    ...(await all(LOOKS)),
    ...(await all(VERDICTS)),
    ...(await all(SUBMISSIONS)),
    ...(await all(CHAINS)),
    ...(await wrongNumbers({ client, authority })),
    ...(await wrongAnswers({ client, authority })),
    ...(await brokenChains(database, variables)),
  ];
}

type Violations = (query: string) => Promise<readonly string[]>;

/** Every round that was submitted is one case with what was submitted; one that was withdrawn may never have become one. */
const ARRIVALS = `
  select 'round ' || r.round || ' of ' || r.filing_id || ' arrived ' || count(c.id) || ' times' as what
  from filing_round r
  join filing f on f.id = r.filing_id and f.erased_at is null
  left join desk.review_case c on c.filing_id = r.filing_id and c.round = r.round and c.content_hash = r.content_hash
  left join desk.filing d on d.id = r.filing_id
  group by r.filing_id, r.round, d.withdrawn_round
  having count(c.id) > 1 or (count(c.id) = 0 and coalesce(d.withdrawn_round, 0) < r.round)`;

const STRANGERS = `
  select 'the desk has a case of round ' || c.round || ' of ' || c.filing_id || ', which was not submitted so' as what
  from desk.review_case c
  join desk.filing d on d.id = c.filing_id and d.erased_at is null
  left join filing_round r on r.filing_id = c.filing_id and r.round = c.round and r.content_hash = c.content_hash
  where r.filing_id is null`;

/** A case that is sent has one decision that left, every other one none. Nothing is in work any more. */
const DECISIONS = `
  select 'case ' || c.id || ', ' || c.state || ', has ' || count(s.id) || ' decisions that left' as what
  from desk.review_case c
  join desk.filing d on d.id = c.filing_id and d.erased_at is null
  left join desk.decision s on s.case_id = c.id and s.state = 'sent'
  group by c.id, c.state
  having c.state in ('open', 'decided') or count(s.id) <> case when c.state = 'sent' then 1 else 0 end`;

/** Where two must agree, two did. */
const FOUR_EYES = `
  select 'case ' || c.id || ' takes two and was accepted by one' as what
  from desk.review_case c join desk.decision s on s.case_id = c.id
  where s.state = 'sent' and s.kind = 'accepted' and c.second_view <> '{}'
    and (s.second_by is null or s.second_by = s.decided_by)`;

/** Numbers that somebody has typed are nothing before somebody else has confirmed them. */
const NUMBERS = `
  select 'numbers of ' || a.number || ' were typed and confirmed by one person' as what
  from desk.authority_answer a join desk.submission s on s.number = a.number
  where a.kind = 'approved' and a.state = 'applied' and s.given_numbers is not null
    and (a.confirmed_by is null or a.confirmed_by = a.typed_by)`;

/** The first decisions of everybody are drawn for an auditor when they leave, unless two have seen them. */
const SAMPLES = `
  select 'none of ' || count(*) || ' decisions by ' || decided_by || ' that left is drawn' as what
  from desk.decision d
  where state = 'sent' and second_by is null and kind <> 'declined'
    and not exists (select from desk.sample s where s.decided_by = d.decided_by)
  group by decided_by`;

/** Who saw something of a case in clear is in its chain. */
const LOOKS = `
  select staff_id || ' saw ' || row_path || ' of case ' || v.case_id || ', of which its chain does not tell' as what
  from desk.clear_view v
  where not exists (
    select from desk.audit a where a.case_id = v.case_id and a.actor = v.staff_id::text and a.at = v.shown_at
      and a.action in ('paper-opened', 'revealed', 'authority-exported'))`;

/** The verdicts of a round have the numbers from 1 on, and all have arrived. */
const VERDICTS = `
  select 'verdicts of round ' || round || ' of ' || filing_id || ': ' || string_agg(sequence || ' ' || state, ', ') as what
  from desk.verdict group by filing_id, round
  having max(sequence) <> count(*) or min(sequence) <> 1 or bool_or(state <> 'delivered')`;

/** A case that was accepted is handed in once, and once more after each verification that timed out; no other case is. */
const SUBMISSIONS = `
  select 'case ' || c.id || ' was queued ' || s.times || ' times, not ' || w.times as what
  from desk.review_case c
  join desk.filing d on d.id = c.filing_id and d.erased_at is null
  cross join lateral (select count(*) as times from desk.submission where case_id = c.id) s
  cross join lateral (
    select (select count(*) from desk.decision where case_id = c.id and state = 'sent' and kind = 'accepted')
      + (select count(*) from desk.authority_answer a join desk.submission own on own.number = a.number
         where own.case_id = c.id and a.kind = 'sms-timed-out' and a.state = 'applied' and not own.is_taken_back) as times
  ) w
  where s.times <> w.times`;

/** Each chain tells once that its case was received, and once that its decision left. */
const CHAINS = `
  select 'the chain of case ' || c.id || ' tells ' || r.received || ' times that it was received, ' || r.sent || ' that it left' as what
  from desk.review_case c
  cross join lateral (
    select count(*) filter (where action = 'received') as received, count(*) filter (where action = 'sent') as sent
    from desk.audit where case_id = c.id) r
  where r.received <> 1 or r.sent <> case when c.state = 'sent' then 1 else 0 end`;

/** What the desk handed in is what the authority got, in numbers without a gap; of what was withdrawn it may have got nothing. */
async function wrongNumbers({ client, authority }: Pick<Evidence, 'client' | 'authority'>): Promise<readonly string[]> {
  const { rows } = await client.query<{ number: number; isTakenBack: boolean; filingType: string }>(
    `select s.number, s.is_taken_back as "isTakenBack", c.filing_type as "filingType"
     from desk.submission s join desk.review_case c on c.id = s.case_id where s.number is not null order by s.number`,
  );
  const written = ({ number, filingType }: { readonly number: number; readonly filingType: string }) =>
    `number ${number}, ${filingType}`;
  const [sent, got] = [rows.map(written), authority.all().map(written)];
  const gaps = rows.flatMap(({ number }, index) => (number === index + 1 ? [] : [`there is a gap before ${number}`]));
  const missing = rows.filter((row) => !row.isTakenBack && !got.includes(written(row))).map(written);
  return [
    ...gaps.slice(0, 1),
    ...missing.map((text) => `the authority does not have ${text}`),
    ...got.filter((text) => !sent.includes(text)).map((text) => `the authority has ${text}, which the desk does not`),
  ];
}

/** Every answer was kept and applied once; of what was withdrawn it may never have been typed. Nobody was approved twice. */
async function wrongAnswers({ client, authority }: Pick<Evidence, 'client' | 'authority'>): Promise<readonly string[]> {
  const { rows } = await client.query<{ answer: string; state: string }>(
    `select a.number || ' ' || a.kind as answer, a.state from desk.authority_answer a
     join desk.submission s on s.number = a.number where not s.is_taken_back order by a.number, a.sequence`,
  );
  const { rows: withdrawn } = await client.query<{ number: number }>(
    'select number from desk.submission where is_taken_back and number is not null',
  );
  const answers = rows.map(({ answer }) => answer);
  const given = authority
    .all()
    .filter(({ number }) => !withdrawn.some((other) => other.number === number))
    .flatMap(({ number, said }) => said.map(({ kind }) => `${number} ${kind}`));
  const filings = await client.query<{ filing: string }>(
    `select s.filing_id as filing from desk.authority_answer a join desk.submission s on s.number = a.number
     where a.kind = 'approved' group by s.filing_id having count(*) > 1`,
  );
  return [
    ...rows.flatMap(({ answer, state }) => (state === 'applied' ? [] : [`answer ${answer} is ${state}`])),
    ...answers
      .filter((answer, index) => answers.indexOf(answer) !== index)
      .map((answer) => `answer ${answer} was applied twice`),
    ...given.filter((text) => !answers.includes(text)).map((text) => `answer ${text} was not applied`),
    ...answers
      .filter((answer) => !given.includes(answer))
      .map((answer) => `answer ${answer} was applied and never given`),
    ...filings.rows.map(({ filing }) => `${filing} was approved twice`),
  ];
}

/** The chains are whole, and as the rows say, and as the seals that have left the database. */
async function brokenChains(database: string, variables: Evidence['variables']): Promise<readonly string[]> {
  const { verify, close } = (await desk()).openDeskForOperator(database, variables, LAPTOP_CREDENTIALS);
  const { output, code } = await verify();
  await close();
  return code === 0 ? [] : output.split('\n');
}
