import { setTimeout as wait } from 'node:timers/promises';
import { createOcrEngine } from 'engines/ocr/engine.ts';
import { DIVISIONS } from '../../local/divisions.ts';
import { type Laptop, startLaptop } from '../../local/laptop.ts';
import { database } from '../../shared/compose/database.ts';
import type { FilingState } from '../../shared/domain/filing/machine.ts';
import { inTemporaryDir } from '../temporary-laptop.ts';
import type { Answers } from './caller.ts';
import { type Crowd, createCrowd } from './crowd.ts';
import { createGate, type Gate } from './gate.ts';
import { keepVersions } from './left-behind.ts';
import { type Observer, openObserver, shown } from './observer.ts';
import { type ChaosPerson, createPerson } from './person.ts';
import { between, type Counts, gatedPlatform, killAtRandom, VICTIMS, victimsOf } from './platform.ts';
import { erases } from './plots.ts';
import { provePrivacy } from './privacy-proof.ts';
import { endsOf, foundAtOnce, type Proof, proveChaos } from './proof.ts';
import { type ChaosDesk, lineToDesk, startRealDesk } from './real-desk.ts';
import { rememberingEngine } from './remembering-engine.ts';
import { settleReminders } from './reminders.ts';
import { seedFilings, writeWorld } from './seed.ts';
import { skipTime } from './skipped-time.ts';
import { type VendorCalls, watchVendorCalls } from './vendor-calls.ts';

export interface ChaosOptions {
  readonly filings: number;
  /** Minimum duration of the faults; they continue until every filing has been submitted. */
  readonly minutes: number;
  /** PostgreSQL to use instead of an embedded one; an empty database. */
  readonly databaseUrl?: string | undefined;
  readonly log: (line: string) => void;
}

/** Which bad day OCR has. */
const VENDOR_MOOD = 39;
/** Events of uploads come twice, and so late that a withdrawal or an erasure overtakes them. */
const COS_FAULTS = { duplicates: 1, delayMs: 4_000 };
/** Submissions begin within this part of the time. */
const BEGIN_WITHIN = 0.6;
/** Nobody begins while as many are on their way: the desk's four staff would not get to a filing within its holder's patience. */
const MOST_ON_THEIR_WAY = 100;
/** Timers that are called repeatedly, `atOnce` at a time, with pauses. */
const TIMERS = [
  { name: 'delivery', atOnce: 2, pauseMs: 300 },
  { name: 'status-sync', atOnce: 2, pauseMs: 1_000 },
  { name: 'process-timer', atOnce: 2, pauseMs: 1_500 },
  { name: 'upload-sweep', atOnce: 1, pauseMs: 3_000 },
  { name: 'retention', atOnce: 1, pauseMs: 3_000 },
] as const;
/** Between two runs of the desk's timer, of which two run at once. */
const DESK_PAUSE_MS = 700;
/** Between two looks for decisions that wait: they leave when time is skipped. */
const TIE_PAUSE_MS = 100;
/** Between two answers that a second person types. */
const TYPE_PAUSE_MS = 300;
/** How often and how far time is skipped: enough for retries to fall due, and for status-sync to query the desk. */
const SKIP_EVERY_MS = 2_500;
const SKIP_SECONDS = { least: 60, most: 600 };
/** Calls between two skips: on a busy machine nobody would get anything done, and staff could not even sign in. */
const SKIP_AFTER_CALLS = { least: 30, perFiling: 0.3 };
/** How long after the faults everything may take to settle: this, and a while for each filing. */
const REST_MINUTES = { least: 30, perFiling: 0.2 };
/** Instances are killed until the faults end. */
const RETENTION_TRIES = 10;
const HOUR = 3600;
const DAY = 24 * HOUR;
/**
 * What happens by time alone, after the desk's last verdict: the 公安备案 is reminded of after one day and 25, drafts on
 * the 25th and the 31st, returned filings on the 40th and the 46th, and what they became 31 days later.
 */
const SILENCES_SECONDS = [26 * HOUR, 25 * DAY, 7 * DAY, 9 * DAY, 6 * DAY, 26 * DAY, 7 * DAY];

/** Runs filings to their end while everything that may fail does, and proves that the outcome is unaffected. */
export const runChaos = (options: ChaosOptions): Promise<Proof> => inTemporaryDir((dir) => runIn(dir, options));

async function runIn(dir: string, options: ChaosOptions): Promise<Proof> {
  writeWorld(dir, options.filings);
  const gate = createGate();
  const counts: Counts = { kills: 0, calls: 0, failedCalls: 0, broken: [] };
  const hostFunctions = await gatedPlatform(gate, counts);
  const { databaseUrl } = options;
  const ocrEngine = rememberingEngine(createOcrEngine({ divisions: DIVISIONS }));
  const toDesk = await lineToDesk();
  // Nobody has put a number on these websites.
  const variables = { REVIEW_DESK_URL: toDesk.url, FILED_WEBSITE_CHECK: 'off' };
  const own = { databaseUrl, hostFunctions, ocrEngine, variables, vendorMood: VENDOR_MOOD };
  const laptop = await startLaptop({ port: 0, dir, log: () => {}, ...own });
  const desk = await startRealDesk({ laptop, toDesk, dir, gate, counts });
  const observer = await openObserver(laptop.addresses.database);
  const vendorCalls = await watchVendorCalls(laptop);
  try {
    await keepVersions(laptop, dir);
    return await new Run(laptop, desk, dir, observer, vendorCalls, gate, counts, options).run();
  } finally {
    await vendorCalls.close();
    await observer.close();
    await (await database()).close();
    await desk.stop();
    await laptop.stop();
  }
}

class Run {
  readonly #answers: Answers = { accepted: new Set(), repeated: 0, unexpected: [], isOver: false };
  readonly #crowd: Crowd;
  #people: readonly ChaosPerson[] = [];
  #startedMs = performance.now();
  #isHandedIn = false;
  #skipsAtCall = 0;
  #onTheirWay = 0;
  #beginners = 0;
  #isOver = false;
  #isQuiet = false;

  constructor(
    readonly laptop: Laptop,
    readonly desk: ChaosDesk,
    readonly dir: string,
    readonly observer: Observer,
    readonly vendorCalls: VendorCalls,
    readonly gate: Gate,
    readonly counts: Counts,
    readonly options: ChaosOptions,
  ) {
    this.#crowd = createCrowd(() => observer.states());
  }

  async run(): Promise<Proof> {
    const { laptop, desk, counts, options } = this;
    const applicants = await seedFilings(options.filings, String(Date.now()));
    this.#people = applicants.map((each) => createPerson(each, this.#answers, { laptop, desk }));
    options.log(`${options.filings} drafts after ${this.#seconds()} s; faults for ${options.minutes} min`);
    this.#startedMs = performance.now();
    const isFaulty = () => this.#seconds() < options.minutes * 60 || !this.#isHandedIn;
    desk.setFaulty(true);
    laptop.cosDelivery.setFaults(COS_FAULTS);
    const victims = [...victimsOf(VICTIMS, laptop.host), ...desk.victims];
    const killing = killAtRandom(victims, { counts, filings: options.filings }, () => isFaulty() && !this.#isQuiet);
    const loops = [
      this.#again(200, () => this.#crowd.begin(this.#begun())),
      this.#again(SKIP_EVERY_MS, () => this.#skip()),
      this.#again(TIE_PAUSE_MS, () =>
        desk.declareTies(this.#people.filter(({ plot }) => !plot.whim && !plot.afterwards)),
      ),
      this.#again(TYPE_PAUSE_MS, () => desk.typeAgain()),
      ...[1, 2].map(() => this.#again(DESK_PAUSE_MS, () => desk.tick())),
      ...TIMERS.flatMap(({ name, atOnce, pauseMs }) =>
        Array.from({ length: atOnce }, () => this.#again(pauseMs, () => this.#tick(name))),
      ),
    ];
    await this.#untilAtRest(isFaulty);
    this.#isOver = true;
    await Promise.all(loops);
    const found = foundAtOnce(this.#answers, counts);
    if (found.length > 0) {
      this.#answers.isOver = true;
      this.#isQuiet = true;
      await killing;
      return { counts: { filings: options.filings, seconds: this.#seconds() }, violations: found };
    }
    await this.#crowd.end();
    await laptop.cosDelivery.idle();
    await this.#deleteErased();
    const restedAt = new Date();
    await this.#letTimePass(SILENCES_SECONDS);
    this.#isQuiet = true;
    desk.setFaulty(false);
    await killing;
    await desk.idle();
    await desk.tighten();
    await this.#letTimePass([HOUR, HOUR]);
    const reminders = await settleReminders(laptop, () => this.#tick('delivery'));
    const people = this.#people;
    const proof = await proveChaos({
      desk,
      people,
      answers: this.#answers,
      reminders,
      counts,
      seconds: this.#seconds(),
    });
    const vendorCalls = await this.vendorCalls.all();
    const privacy = await provePrivacy({ laptop, desk, dir: this.dir, people, vendorCalls, restedAt });
    return { ...proof, violations: [...proof.violations, ...privacy] };
  }

  #seconds = (): number => Math.round((performance.now() - this.#startedMs) / 100) / 10;

  async #again(pauseMs: number, work: () => Promise<unknown>): Promise<void> {
    while (!this.#isOver) {
      await work();
      await wait(pauseMs);
    }
  }

  #tick(name: string) {
    const event = { Type: 'Timer', TriggerName: name, Time: new Date().toISOString(), Message: '' };
    return this.laptop.host.invoke(name, event);
  }

  async #skip(): Promise<void> {
    if (this.counts.calls < this.#skipsAtCall) return;
    await this.gate.whenIdle(() => skipTime(between(SKIP_SECONDS)));
    const calls = Math.max(SKIP_AFTER_CALLS.least, this.options.filings * SKIP_AFTER_CALLS.perFiling);
    this.#skipsAtCall = this.counts.calls + calls;
  }

  /** Those whose time to begin has come. */
  #begun(): readonly ChaosPerson[] {
    const share = this.#seconds() / (this.options.minutes * 60 * BEGIN_WITHIN);
    const due = Math.ceil(share * this.#people.length);
    const room = Math.max(0, MOST_ON_THEIR_WAY - this.#onTheirWay);
    const beginners = Math.min(due, this.#beginners + room);
    // The next look at the states counts anew who is still on their way.
    this.#onTheirWay += beginners - this.#beginners;
    this.#beginners = beginners;
    return this.#people.slice(0, beginners);
  }

  /** Until only time can change anything, or there is a violation that ends the run at once, or it takes too long. */
  async #untilAtRest(isFaulty: () => boolean): Promise<void> {
    const { minutes, filings } = this.options;
    for (;;) {
      await wait(2_000);
      if (!isFaulty()) this.desk.setFaulty(false);
      const states = await this.observer.states();
      const waiting = await this.observer.waitingMessages();
      const atDesk = await this.desk.waiting();
      this.#onTheirWay = this.#people
        .slice(0, this.#beginners)
        .filter((person) => !this.#isAtRest(person, states)).length;
      const at = `${this.#seconds()} s`.padStart(9);
      this.options.log(`${at}  ${shown(states)}; messages waiting: ${waiting}, at the desk: ${atDesk}`);
      this.#answers.unexpected.push(...(await this.desk.stuck()));
      this.#isHandedIn ||= this.#people.every(
        ({ filingId, plot }) => plot.whim === 'leaves-draft' || states.get(filingId) !== 'draft',
      );
      if (waiting + atDesk === 0 && this.#people.every((person) => this.#isAtRest(person, states))) return;
      const tooLong = this.#seconds() > (minutes + REST_MINUTES.least + filings * REST_MINUTES.perFiling) * 60;
      if (tooLong || foundAtOnce(this.#answers, this.counts).length > 0) break;
    }
    this.#isHandedIn = true;
  }

  /** Whether somebody has reached what they wanted, so that only time changes anything. */
  #isAtRest({ filingId, plot, diary }: ChaosPerson, states: ReadonlyMap<string, FilingState>): boolean {
    if (erases(plot) && diary.erasedAtMs === undefined) return false;
    if (plot.whim === 'leaves-draft') return states.get(filingId) === 'draft';
    const areApproved = diary.laterFilings.every((id) => states.get(id) === 'approved');
    if (plot.afterwards && !(diary.isDone && areApproved)) return false;
    const ends = plot.whim === 'leaves-returned' ? ['returned'] : endsOf(plot);
    return ends.includes(states.get(filingId) ?? 'draft');
  }

  /** What was erased is deleted once more when no grant and no function can still write it. */
  async #deleteErased(): Promise<void> {
    await this.gate.whenIdle(() => skipTime(HOUR));
    for (let tries = 0; tries < RETENTION_TRIES; tries += 1) {
      const result = await this.#tick('retention');
      if (result.ok) return;
      this.options.log(`retention: ${result.kind}, ${result.message}`);
    }
    this.#answers.unexpected.push('no end of the deletion of what was erased');
  }

  /** Skips days and runs the timers: several times, because messages of a killed instance wait for their lease. */
  async #letTimePass(silences: readonly number[]): Promise<void> {
    for (const silence of silences) {
      await this.gate.whenIdle(() => skipTime(silence));
      for (let turn = 1; turn <= 3; turn += 1) {
        const timers = ['process-timer', 'process-timer', 'delivery', 'delivery'].map((name) => this.#tick(name));
        await Promise.all([...timers, this.desk.tick()]);
        await this.gate.whenIdle(() => skipTime(HOUR / 2));
      }
      const days = Math.round(silence / DAY);
      if (days > 0) this.options.log(`${days} days later: ${shown(await this.observer.states())}`);
    }
  }
}
