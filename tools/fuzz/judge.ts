import { ENTERPRISE } from 'specimens/people.ts';
import type { Ownership } from './ownership.ts';
import type { FuzzPerson } from './people.ts';
import type { FuzzRequest } from './requests.ts';
import type { Answer } from './send.ts';

const HANG_MS = 2_000;

/** The personal values that a run sends, none of which a reply or a log line may hold; mobiles differ in their end. */
const { idNumber, mobile, email, name } = ENTERPRISE.principal;
const MARKS = new RegExp(
  [idNumber, mobile, email, name, '1382223\\d{4}'].map((mark) => mark.replaceAll('.', '\\.')).join('|'),
  'g',
);
export const leaks = (text: string): boolean => text.search(MARKS) >= 0;
/** Makes a leak printable, in one line. */
export const masked = (text: string): string => text.replace(MARKS, '***').replace(/\s+/g, ' ').slice(0, 300);

/** What was asked, and the status that came back. */
const aboutOf = ({ operation, method, path }: FuzzRequest, status: number): string => {
  const asked = `${method} ${path.slice(0, 120)}`;
  return operation === `${method} ${path}` ? `${asked} ${status}` : `${operation} ${asked} ${status}`;
};

/** Seconds that a request asked to wait. */
const waitOf = ({ path }: FuzzRequest): number => Number(/[?&]wait=(\d{1,2})(&|$)/.exec(path)?.[1] ?? 0);

/** Judges answers: counts them, and notes each that must never happen. */
export class Judge {
  readonly counts: Record<string, number> = {};
  readonly violations: string[] = [];
  /** The first requests include cold starts, which have their own limit. */
  isWarm = false;

  /**
   * @param found is told of each violation at once, without personal values: a run of hours may be ended before its end.
   * @param quietMs time between two moments of `performance.now` on a quiet machine: what others slow down is not slow.
   */
  constructor(
    readonly ownership: Ownership,
    private readonly found: (violation: string) => void = () => {},
    private readonly quietMs: (fromMs: number, toMs: number) => number = (fromMs, toMs) => toMs - fromMs,
  ) {}

  count(name: string, more = 1): void {
    this.counts[name] = (this.counts[name] ?? 0) + more;
  }

  violation(text: string): void {
    const violation = masked(text);
    this.violations.push(violation);
    this.found(violation);
  }

  /** An answer to a random request, which is counted by its status. */
  random(person: FuzzPerson | undefined, answer: Answer): void {
    this.count(`${Math.floor(answer.status / 100)}xx`);
    this.any(person, answer);
  }

  /** @param person whose token the request bears; undefined when it bears none that is valid. */
  any(person: FuzzPerson | undefined, { request, status, headers, text, ms }: Answer): void {
    const about = aboutOf(request, status);
    if (status === 429) this.count('429');
    if (status === 429 && headers['retry-after'] === undefined) this.violation(`429 without Retry-After: ${about}`);
    if (status >= 500) this.violation(`an error of the service: ${about}: ${text}`);
    if (this.isWarm && ms > HANG_MS + waitOf(request) * 1000) this.#slow(request, about, ms);
    if (leaks(text)) this.violation(`a reply leaks a personal value: ${about}`);
    if (status >= 200 && status < 300) this.#owners(person, request, about, text);
  }

  #slow(request: FuzzRequest, about: string, ms: number): void {
    const now = performance.now();
    const quietMs = this.quietMs(now - ms, now);
    if (quietMs <= HANG_MS + waitOf(request) * 1000) this.count('replies that others slowed down');
    else this.violation(`a slow reply: ${about} after ${Math.round(ms)} ms, ${Math.round(quietMs)} of a quiet machine`);
  }

  /** Nothing of another account is named by a request that succeeds, or told by its reply. */
  #owners(person: FuzzPerson | undefined, request: FuzzRequest, about: string, text: string): void {
    const named = this.ownership.foreignIn(person, `${request.path} ${request.body ?? ''}`);
    if (named) this.violation(`a request with an id of another account succeeds: ${about}, ${named}`);
    const told = this.ownership.foreignIn(person, text);
    if (told) this.violation(`a reply tells of another account: ${about}, ${told}`);
    if (person && !named && !told) this.ownership.learn(person, text);
  }

  /** Lines of the service's log. */
  log(lines: readonly string[]): void {
    for (const line of lines) if (leaks(line)) this.violation(`a log line leaks a personal value: ${line}`);
  }
}
