import { setTimeout as wait } from 'node:timers/promises';
import type { AuthorityBook } from './authority-book.ts';
import { workAtAuthority } from './hand-in.ts';
import { matchReturns } from './match-returns.ts';
import { workCase } from './review-case.ts';
import { Declined, type StaffCall, type StaffPlace, staffCalls } from './staff-calls.ts';

export interface AutomaticStaffOptions extends StaffPlace {
  /** Ids at the identity provider, all leads; two at least, so that somebody else can view second. With none, people review. */
  readonly people: readonly string[];
  /** Whoever hands in to the authority, and what that says. */
  readonly clerk: { readonly person: string; readonly book: AuthorityBook };
  /** Before each look at the lists: long enough for a person at the console to take a case first. */
  readonly pauseMs: number;
  /** Look at the lists also when nobody has woken them. */
  readonly lookEveryMs?: number | undefined;
  /** Something was done that the desk's timer carries on. */
  readonly onDone: () => void;
  /** Lines without personal data. */
  readonly log: (line: string) => void;
}

/** Staff of a laptop who are a program. */
export interface AutomaticStaff {
  /** Something may have come in. */
  wake(): void;
  /** Resolves when nobody is at work any more. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 15_000;

/**
 * Staff who object to nothing, except where a website's remark asks for it: they pull the next case, conclude that every row
 * fits, accept, and view second what others have decided. A clerk hands in what is accepted, types what the authority of the
 * laptop says, and confirms what its returns mean. They go through the desk's own API, signed in as anybody else: a case that a
 * person has in hand is left alone, and no rule of the desk makes an exception for them. Decisions and answers leave as soon as the
 * desk allows: two of them agree on the shortest time for taking them back, and numbers that the clerk types a reviewer confirms.
 */
export function startAutomaticStaff(options: AutomaticStaffOptions): AutomaticStaff {
  const { people, clerk, pauseMs, lookEveryMs = LOOK_EVERY_MS, onDone, log } = options;
  const stopped = new AbortController();
  const { signal } = stopped;
  const colleagues = [...people, clerk.person].map((person) => ({ person, ...createSleep(signal) }));
  const wake = () => {
    for (const colleague of colleagues) colleague.wake();
  };

  /** Whether there was something to do. What fails is left for the next look. */
  async function attempt(step: () => Promise<string | undefined>): Promise<boolean> {
    try {
      const done = await step();
      if (done === undefined) return false;
      log(done);
      onDone();
      wake();
      return true;
    } catch (error) {
      if (!signal.aborted) log(`not done: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  async function work({ person, sleep }: (typeof colleagues)[number]): Promise<void> {
    const call = staffCalls(options, person);
    for (;;) {
      await sleep(lookEveryMs);
      await wait(pauseMs, undefined, { signal });
      if (person !== clerk.person) {
        await attempt(() => sendSoon(call));
        await attempt(() => confirmAll(call));
        while (!signal.aborted && (await attempt(() => workNext(call))));
      } else for (const step of [handInAll, matchAll]) await attempt(() => step(call, clerk.book));
    }
  }

  const works = colleagues.map((colleague) =>
    work(colleague).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    }),
  );
  wake();
  return {
    wake,
    async stop() {
      stopped.abort();
      await Promise.all(works);
    },
  };
}

/** Works one case: one that is in hand already, as after a restart, else the next of any list. */
async function workNext(call: StaffCall): Promise<string | undefined> {
  const next = async (body: object) => (await call<{ case?: { caseId: string } }>('POST', '/v1/cases/next', body)).case;
  const { rows } = await call<{ rows: readonly { caseId: string; lease?: object }[] }>('GET', '/v1/queues/mine');
  // What is only kept for them has no lease; it comes as the next.
  const taken = rows.find(({ lease }) => lease) ?? (await next({})) ?? (await next({ queue: 'second-view' }));
  if (!taken) return undefined;
  try {
    return `case ${taken.caseId}: ${await workCase(call, taken.caseId)}`;
  } catch (error) {
    // It goes back to its list, for whoever can work at it.
    if (error instanceof Declined) await call('DELETE', `/v1/cases/${taken.caseId}/lease`).catch(() => {});
    throw error;
  }
}

async function handInAll(call: StaffCall, book: AuthorityBook): Promise<string | undefined> {
  const steps = await workAtAuthority(call, book);
  return steps > 0 ? `the authority: ${steps} steps` : undefined;
}

async function matchAll(call: StaffCall): Promise<string | undefined> {
  const matched = await matchReturns(call);
  return matched > 0 ? `returns of the authority: ${matched} matched` : undefined;
}

/** Numbers that the clerk has typed, of which nothing is wrong. */
async function confirmAll(call: StaffCall): Promise<string | undefined> {
  const { numbers } = await call<{ numbers: readonly Typed[] }>('GET', '/v1/authority-numbers');
  const answers = numbers.flatMap(({ number, sequence, isMine }) => (isMine ? [] : [{ number, sequence }]));
  if (answers.length === 0) return undefined;
  await call('POST', '/v1/authority-numbers/confirmations', { answers });
  return `numbers of the authority: ${answers.length} confirmed`;
}
interface Typed {
  readonly number: number;
  readonly sequence: number;
  readonly isMine: boolean;
}

/** The shortest time that the desk allows for taking back: one of them proposes it, another one confirms it. */
export const SHORTEST_UNDO_SECONDS = 30;

async function sendSoon(call: StaffCall): Promise<string | undefined> {
  const settings = await call<{ undoSeconds: number }>('GET', '/v1/settings');
  if (settings.undoSeconds <= SHORTEST_UNDO_SECONDS) return undefined;
  const { proposals } = await call<{ proposals: readonly Proposed[] }>('GET', '/v1/proposals');
  const open = proposals.find((proposal) => proposal.settings);
  if (open?.isMine) return undefined;
  if (open) await call('PUT', `/v1/proposals/${open.proposalId}`, { confirms: true });
  else await call('PUT', '/v1/settings', { ...settings, undoSeconds: SHORTEST_UNDO_SECONDS });
  return `settings: ${open ? 'confirmed' : 'proposed'}`;
}
interface Proposed {
  readonly proposalId: string;
  readonly isMine: boolean;
  readonly settings?: object;
}

/** Sleeps until it is woken, at most for so long. A call while nobody sleeps is not lost. @throws when `signal` is aborted */
function createSleep(signal: AbortSignal) {
  let isWoken = false;
  let alarm = new AbortController();
  return {
    wake() {
      isWoken = true;
      alarm.abort();
    },
    async sleep(ms: number): Promise<void> {
      alarm = new AbortController();
      if (!isWoken) await wait(ms, undefined, { signal: AbortSignal.any([signal, alarm.signal]) }).catch(() => {});
      isWoken = false;
      signal.throwIfAborted();
    },
  };
}
