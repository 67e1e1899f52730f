import fc from 'fast-check';
import type { Contract } from '../../contracts/kit/contract.ts';
import { allContracts } from '../docs/generated.ts';
import { inTemporaryDir } from '../temporary-laptop.ts';
import { firstCalls } from './first-calls.ts';
import { Growth } from './growth.ts';
import { Judge } from './judge.ts';
import { Ownership } from './ownership.ts';
import { type FuzzPerson, personOf } from './people.ts';
import { type QuietClock, startQuietClock } from './quiet-clock.ts';
import { ENDS, requests } from './requests.ts';
import { consentWithdrawn } from './scenes/consent.ts';
import { hostileReplies } from './scenes/desk-replies.ts';
import { accountErased } from './scenes/erasure.ts';
import { hostileGrants } from './scenes/grants.ts';
import { guessesCounted } from './scenes/guesses.ts';
import { callsWithoutEnd } from './scenes/limits.ts';
import { erasesBetweenLimits } from './scenes/limits-and-erasure.ts';
import { listsEvaded } from './scenes/lists.ts';
import { idsOfOthers } from './scenes/others.ts';
import { eachOf, type Scene } from './scenes/scene.ts';
import { codesOfStrangers, linksAfterSignOut, oldSignIns } from './scenes/sign-ins.ts';
import { messagesAstray } from './scenes/signatures.ts';
import { hostileVerdicts } from './scenes/verdicts.ts';
import { sendFrom } from './send.ts';
import { type FuzzService, startService } from './service.ts';

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  /** Ends with the first violations instead of going on. */
  readonly untilFound?: boolean | undefined;
  readonly log: (line: string) => void;
}

export interface FuzzOutcome {
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

const AT_ONCE = 8;
const BATCH = 500;
/** Two people share these many random requests, so that few of them exceed the limits of an account. */
const PER_PAIR = 1_000;
/** After so many random requests each scene is played again, by other people. */
const PER_SCENES = 10_000;
const SCENES = [
  idsOfOthers,
  consentWithdrawn,
  accountErased,
  erasesBetweenLimits,
  hostileGrants,
  hostileVerdicts,
  messagesAstray,
  listsEvaded,
  guessesCounted,
  oldSignIns,
  linksAfterSignOut,
  codesOfStrangers,
  callsWithoutEnd,
  hostileReplies,
];
/** People whom the scenes need together. */
const PEOPLE_PER_SCENES = 18;
/** People whom one scene needs at most: each pair and each scene begins with a fresh sign-in. */
const PER_SCENE = 2;
/** What JavaScript may use more in all instances of functions: 1 KB that is kept at each of 100,000 requests exceeds it. */
const MAX_GROWTH_MB = 90;
/** What the process may use more: a busy machine starts more instances, each with 40 MB, and the allocator keeps reserves. */
const MAX_PROCESS_GROWTH_MB = 600;
/** After these every function has been loaded and every table read. */
const WARM_REQUESTS = 2_000;
const MEASURED_EVERY = 5_000;
const MAX_TOLD = 200;

/**
 * Sends requests to every operation and looks for what must never happen: a status of 500 or more, a slow reply, an id
 * or value of another account in a request that succeeds or in its reply, a personal value in a reply or a log line,
 * memory that grows. Between them, attacks of several steps (`scenes/`) look for what follows from one request only.
 */
export const runFuzz = (options: FuzzOptions): Promise<FuzzOutcome> =>
  inTemporaryDir(async (dir) => {
    const pairs = Math.ceil(options.requests / PER_PAIR);
    const count = 2 * pairs + PEOPLE_PER_SCENES * Math.ceil(options.requests / PER_SCENES);
    const service = await startService(dir, options.databaseUrl, count);
    const clock = startQuietClock();
    try {
      return await new Run(service, options, await allContracts(), clock).run();
    } finally {
      clock.stop();
      await service.stop();
    }
  });

class Run {
  readonly #judge = new Judge(
    new Ownership(),
    (violation) => this.#tell(violation),
    (fromMs, toMs) => this.clock.between(fromMs, toMs),
  );
  #told = 0;
  #sent = 0;
  readonly #people: FuzzPerson[] = [];
  readonly #growth = new Growth();

  constructor(
    readonly service: FuzzService,
    readonly options: FuzzOptions,
    readonly contracts: Readonly<Record<string, Contract>>,
    readonly clock: QuietClock,
  ) {}

  async run(): Promise<FuzzOutcome> {
    const { service, options } = this;
    const { counts, violations, ownership } = this.#judge;
    for (const [index, account] of service.accounts.entries()) {
      const person = personOf(account, index);
      this.#people.push(person);
      for (const name of ['filingId', 'websiteId', 'domain'] as const) ownership.own(person, name, account[name]);
    }
    let pair = await this.#pair();
    for (let sent = 0; sent < options.requests; sent += BATCH) {
      this.#sent = sent;
      if (sent > 0 && sent % PER_PAIR === 0) pair = await this.#pair();
      const size = Math.min(BATCH, options.requests - sent);
      await this.#random(pair, size, sent, (sent + BATCH) % PER_PAIR === 0);
      if (sent % PER_SCENES === 0) await this.#scenes(options.seed + sent);
      this.#judge.log(service.takeLines());
      if (sent % MEASURED_EVERY === 0 || sent + size === options.requests) await this.#measure(sent);
      options.log(`${sent + size} / ${options.requests}，违例 ${violations.length}，内存 +${this.#growth.usedMb} MB`);
      if (options.untilFound && violations.length > 0) break;
    }
    const { usedMb, laptopMb, processMb } = this.#growth;
    counts['memory growth in MB'] = usedMb;
    counts['memory growth of the stand-ins in MB'] = laptopMb;
    counts['memory growth of the process in MB'] = processMb;
    if (usedMb > MAX_GROWTH_MB) this.#judge.violation(`memory in use grew by ${usedMb} MB: ${this.#growth.most}`);
    if (processMb > MAX_PROCESS_GROWTH_MB) this.#judge.violation(`the process grew by ${processMb} MB`);
    return { counts, violations };
  }

  /** With what repeats it. After many of them, the rest are counted only. */
  #tell(violation: string): void {
    this.#told += 1;
    const { seed, log } = this.options;
    if (this.#told <= MAX_TOLD) log(`VIOLATION  ${violation} (seed ${seed}, after ${this.#sent} requests)`);
  }

  /** The next ones get a new token: those of the beginning expire in a long run, and a sign-in is fresh for ten minutes. */
  async #signIn(): Promise<void> {
    const next = this.#people.slice(0, PER_SCENE);
    const tokens = await this.service.signIn(next.map(({ accountId }) => accountId));
    for (const [index, person] of next.entries()) person.token = tokens[index] ?? person.token;
  }

  /** A person whom nobody is yet. */
  #person(): FuzzPerson {
    const person = this.#people.shift();
    if (!person) throw new Error('there are not enough accounts');
    return person;
  }

  /** Two people, each with something of everything that has an id. */
  async #pair(): Promise<readonly [FuzzPerson, FuzzPerson]> {
    await this.#signIn();
    const pair = [this.#person(), this.#person()] as const;
    for (const person of pair) await firstCalls(person, this.service.addresses, this.#judge);
    return pair;
  }

  /** Random requests of both people. What ends something is among the last ones. */
  async #random(pair: readonly [FuzzPerson, FuzzPerson], size: number, sent: number, withEnds: boolean): Promise<void> {
    const { ownership } = this.#judge;
    const { gateway } = this.service.addresses;
    const drawn = pair.flatMap((person, index) => {
      const other = pair[1 - index] ?? person;
      const sender = { token: person.token, own: ownership.idsOf(person), foreign: ownership.idsOf(other) };
      const count = index === 0 ? Math.ceil(size / 2) : Math.floor(size / 2);
      const sample = (numRuns: number, leftOut: readonly string[]) =>
        numRuns > 0
          ? fc.sample(requests(this.contracts, sender, leftOut), { numRuns, seed: this.options.seed + sent + index })
          : [];
      const last = withEnds ? Math.floor(count / 10) : 0;
      const all = [...sample(count - last, ENDS), ...sample(last, [])];
      return all.map((request, place) => ({ person, request, place }));
    });
    await eachOf(
      drawn.toSorted((first, second) => first.place - second.place),
      AT_ONCE,
      async ({ person, request }) => {
        const answer = await sendFrom(person.address, gateway, request);
        const isSignedIn = request.headers.authorization === `Bearer ${person.token}`;
        this.#judge.random(isSignedIn ? person : undefined, answer);
      },
    );
  }

  async #scenes(seed: number): Promise<void> {
    const { contracts, service } = this;
    const scene: Scene = { ...service, judge: this.#judge, contracts, seed, person: () => this.#person() };
    for (const play of SCENES) {
      await this.#signIn();
      await play(scene);
      if (this.options.untilFound && this.#judge.violations.length > 0) return;
    }
  }

  async #measure(sent: number): Promise<void> {
    const measured = await this.service.measure();
    if (sent < WARM_REQUESTS) return;
    this.#growth.add(measured);
    this.#judge.isWarm = true;
  }
}
