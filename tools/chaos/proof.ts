import { contentHashOf } from 'loopback-server/content-hash.ts';
import { database } from '../../shared/compose/database.ts';
import type { HistoryEntry } from '../../shared/domain/filing/change.ts';
import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { type FilingState, next } from '../../shared/domain/filing/machine.ts';
import { remindersAfter } from '../../shared/domain/messages/notifications.ts';
import type { FilingRound } from '../../shared/ports/filings/filing-rounds.ts';
import { filingRounds, filings, reviews } from '../service-ports.ts';
import type { Answers } from './caller.ts';
import type { DeskFiling } from './desk-book.ts';
import type { ChaosPerson } from './person.ts';
import type { Counts } from './platform.ts';
import { erases, type Plot } from './plots.ts';
import type { ChaosDesk } from './real-desk.ts';
import { brokenFolds, brokenRecords } from './record-proof.ts';
import { mayBeUnnamed, type Reminders } from './reminders.ts';

export interface Proof {
  /** Counts, in the order in which they are printed. */
  readonly counts: Readonly<Record<string, number>>;
  /** What must never happen; empty when all is well. */
  readonly violations: readonly string[];
}

interface Evidence {
  readonly desk: ChaosDesk;
  readonly people: readonly ChaosPerson[];
  readonly answers: Answers;
  readonly reminders: Reminders;
  readonly counts: Counts;
  readonly seconds: number;
}

interface FilingRecord {
  readonly filing: Filing;
  readonly history: readonly HistoryEntry[];
}

/** What ends a run: it leaves everything else undone, and those who act waiting for what never comes. */
export const foundAtOnce = (answers: Answers, counts: Counts): readonly string[] => [
  ...answers.unexpected.map((answer) => `an applicant got ${answer}`),
  ...counts.broken.map((name) => `${name} broke`),
];

/** Reads everything that was written and compares it with what was done. */
export async function proveChaos({
  desk: chaosDesk,
  people,
  answers,
  reminders,
  counts,
  seconds,
}: Evidence): Promise<Proof> {
  const records: FilingRecord[] = [];
  // One after the other: the ports have two connections.
  for (const { filingId } of people) records.push(await readRecord(filingId));
  for (const { diary } of people) for (const id of diary.laterFilings) records.push(await readRecord(id));
  // Erased filings have only states and times left, no contents, rounds and verdicts.
  const erased = new Set(
    people.flatMap(({ plot, filingId, diary }) => (erases(plot) ? [filingId, ...diary.laterFilings] : [])),
  );
  const whole = records.filter(({ filing }) => !erased.has(filing.id));
  const outbox = await readOutbox();
  const desk = await chaosDesk.filings();
  const submissions = records.flatMap(({ history }) => history.filter(({ event }) => event === 'submit')).length;
  const violations = [
    ...foundAtOnce(answers, counts),
    ...people.flatMap(({ plot }, index) => wrongEnd(endsOf(plot), records[index])),
    ...records.flatMap(brokenHistory),
    ...whole.flatMap(({ filing, history }) => brokenOrder(filing, history, desk.get(filing.id))),
    ...(await brokenRoundsOf(whole, desk)),
    ...(await brokenRecords(whole.map(({ filing }) => filing))),
    ...(await brokenFolds(people)),
    ...records.slice(people.length).flatMap((record) => wrongEnd(['approved'], record)),
    ...records.flatMap((record) => missingMessages(record, outbox)),
    ...unsettled(outbox),
    ...wrongArrivals(outbox, reminders),
    ...(answers.accepted.size === submissions
      ? []
      : [`${answers.accepted.size} submissions were confirmed, ${submissions} happened`]),
    ...(await chaosDesk.violations()),
  ];
  const sent = [...outbox].filter(([, { lane, state }]) => lane === 'reminder' && state !== 'ended');
  return {
    counts: {
      filings: people.length,
      ...countBy(records.map(({ filing }) => filing.state)),
      'changes in histories': records.reduce((sum, { history }) => sum + history.length, 0),
      submissions,
      'verdicts given by the desk': [...desk.values()].reduce((sum, filing) => sum + filing.verdicts.length, 0),
      'verdicts applied': records.reduce((sum, { history }) => sum + verdictsIn(history).length, 0),
      'reminders sent': sent.length,
      'reminders in doubt, looked up': reminders.inDoubt,
      'function calls': counts.calls,
      'function calls that failed': counts.failedCalls,
      ...(await chaosDesk.counts()),
      'times that the instances of a function were killed': counts.kills,
      'calls that applicants repeated': answers.repeated,
      seconds,
    },
    violations,
  };
}

async function readRecord(filingId: string): Promise<FilingRecord> {
  return { filing: await (await reviews()).findFiling(filingId), history: await (await filings()).historyOf(filingId) };
}

type Outbox = ReadonlyMap<string, { readonly lane: string; readonly state: string }>;

async function readOutbox(): Promise<Outbox> {
  const { sql } = await database();
  const rows = await sql.selectFrom('outbox').select(['key', 'lane', 'state']).execute();
  return new Map(rows.map(({ key, lane, state }) => [key, { lane, state }]));
}

/** The states in which a filing may end. */
export const endsOf = ({ end, orElse }: Plot): readonly FilingState[] => (orElse ? [end, orElse] : [end]);

const wrongEnd = (ends: readonly FilingState[], record: FilingRecord | undefined): readonly string[] =>
  record && ends.includes(record.filing.state)
    ? []
    : [`${record?.filing.id} should be ${ends.join(' or ')} and is ${record?.filing.state}`];

/** Versions without gaps or repeats; by the table, the events lead to the written states and to the stored one. */
function brokenHistory({ filing, history }: FilingRecord): readonly string[] {
  let state: FilingState = 'draft';
  for (const [index, entry] of history.entries()) {
    if (entry.version !== index + 1) return [`${filing.id} has no history line ${index + 1}`];
    if (entry.event !== 'create') state = next(state, entry.event);
    if (state !== entry.state) return [`${filing.id} went to ${entry.state} by ${entry.event}`];
  }
  const whole = state === filing.state && history.length === filing.version;
  return whole ? [] : [`the history of ${filing.id} does not lead to what is stored`];
}

const verdictsIn = (history: readonly HistoryEntry[]): readonly HistoryEntry[] =>
  history.filter(({ facts }) => facts.verdict !== undefined);

const EVENT_OF: Readonly<{ [kind: string]: string }> = {
  accepted: 'accept',
  returned: 'return',
  queued: 'queue',
  'sms-waiting': 'send-sms',
  'sms-done': 'confirm-sms',
  'sms-failed': 'fail-sms',
  'sms-timed-out': 'time-out-sms',
  'authority-returned': 'authority-return',
  'authority-accepted': 'authority-accept',
  approved: 'approve',
  revoked: 'revoke',
};

/**
 * In each round all of the desk's verdicts in its order, each once; none after a withdrawal, and none after the applicant
 * has given up.
 */
function brokenOrder(
  { filingType, state }: Filing,
  history: readonly HistoryEntry[],
  desk: DeskFiling | undefined,
): readonly string[] {
  let round = 0;
  const applied = history.flatMap(({ event, facts }) => {
    if (event === 'submit') round += 1;
    return facts.verdict === undefined ? [] : [`${round}.${facts.verdict} ${event}`];
  });
  const withdrawn = new Set<number>();
  let current = 0;
  for (const { event } of history) {
    if (event === 'submit') current += 1;
    if (event === 'withdraw') withdrawn.add(current);
  }
  const given = (desk?.verdicts ?? [])
    .filter((verdict) => !withdrawn.has(verdict.round))
    .map(({ round, sequence, kind }) => {
      // An ending is accepted by its code: a desk that reviews it all the same leaves it where it is.
      const event = isEnding(filingType) && kind === 'accepted' ? 'queue' : EVENT_OF[kind];
      return `${round}.${sequence} ${event}`;
    });
  const all = given.toSorted(byNumbers);
  const same = applied.join() === (state === 'abandoned' ? all.slice(0, applied.length) : all).join();
  return same ? [] : [`${desk?.filingId}: the desk gave ${given.join(', ')}; applied were ${applied.join(', ')}`];
}

const byNumbers = (first: string, second: string): number => Number.parseFloat(first) - Number.parseFloat(second);

async function brokenRoundsOf(
  records: readonly FilingRecord[],
  desk: ReadonlyMap<string, DeskFiling>,
): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { filing } of records) broken.push(...(await brokenRounds(filing, desk.get(filing.id))));
  return broken;
}

/** Every round is stored as it was submitted, and the desk got the same. */
async function brokenRounds(
  { id, filingType, round: last, state, numbers }: Filing,
  desk: DeskFiling | undefined,
): Promise<string[]> {
  const rounds: (FilingRound | undefined)[] = [];
  for (let round = 1; round <= last; round += 1) rounds.push(await (await filingRounds()).findRound(id, round));
  const broken = rounds.flatMap((round, index) =>
    round && contentHashOf(JSON.parse(JSON.stringify(round.data))) === round.contentHash
      ? []
      : [`round ${index + 1} of ${id} is not as it was submitted`],
  );
  const got = desk?.submission;
  if (state === 'approved' && (got?.round !== last || got.contentHash !== rounds.at(-1)?.contentHash))
    broken.push(`the desk approved something other than ${id} submitted`);
  const given = desk?.verdicts.find(({ kind, round }) => kind === 'approved' && round === last)?.numbers;
  // An ending gets no numbers, and a change may keep them: they have those of their record.
  const isNumbered = !isEnding(filingType) && (given !== undefined || filingType !== 'change');
  if (state === 'approved' && isNumbered && contentHashOf(given) !== contentHashOf(numbers))
    broken.push(`${id} has numbers other than the desk gave`);
  return broken;
}

/** The messages of each change are in the outbox: to the desk, and to people. */
function missingMessages({ filing, history }: FilingRecord, outbox: Outbox): readonly string[] {
  const reminders = history.flatMap(({ event, version }) =>
    event === 'create' ? [] : remindersAfter(event, { ...filing, version }).map(({ key }) => key),
  );
  const submitted = Array.from({ length: filing.round }, (_, index) => `submit/${filing.id}/${index + 1}`);
  return [...reminders, ...submitted].filter((key) => !outbox.has(key)).map((key) => `message ${key} is missing`);
}

const unsettled = (outbox: Outbox): readonly string[] =>
  [...outbox].flatMap(([key, { lane, state }]) =>
    state === 'waiting' || (state === 'parked' && lane !== 'reminder') ? [`${key} is ${state}`] : [],
  );

/** Every reminder arrived exactly once; an outdated one never did. No reminder arrived that was not written. */
function wrongArrivals(outbox: Outbox, { arrived }: Reminders): readonly string[] {
  const written = [...outbox].filter(([, { lane }]) => lane === 'reminder');
  const unnamed = written
    .filter(([key, { state }]) => mayBeUnnamed(key) && state !== 'ended' && !arrived.has(key))
    .map(([key]) => key);
  const wrong = written
    .filter(([key]) => !unnamed.includes(key))
    .flatMap(([key, { state }]) => {
      const times = arrived.get(key) ?? 0;
      return times === (state === 'ended' ? 0 : 1) ? [] : [`${key}, ${state}, arrived ${times} times`];
    });
  const strange = [...arrived.keys()]
    // A code is sent at once, and is no message of the outbox.
    .filter((key) => key !== '' && !outbox.has(key) && !key.startsWith('code/'))
    .map((key) => `${key} arrived and was never written`);
  const times = arrived.get('') ?? 0;
  const inAll = times === unnamed.length ? [] : [`of ${unnamed.length} reminders about records ${times} arrived`];
  return [...wrong, ...strange, ...inAll];
}

function countBy(values: readonly string[]): Readonly<{ [value: string]: number }> {
  const counts: { [value: string]: number } = {};
  for (const value of values.toSorted()) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
