/** Counts the time for which a row was open and seen: not that of a page in the background. */
export class Stopwatch {
  #countedMs = 0;
  #sinceMs: number | undefined;
  readonly #onVisibility = (): void => (document.hidden ? this.#pause() : this.#resume());

  constructor() {
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  /** Counts from nothing. */
  start(): void {
    this.#countedMs = 0;
    this.#sinceMs = document.hidden ? undefined : Date.now();
  }

  /** Full seconds since the start, one at least, a day at most. */
  seconds(): number {
    const runningMs = this.#sinceMs === undefined ? 0 : Date.now() - this.#sinceMs;
    return Math.min(86_400, Math.max(1, Math.round((this.#countedMs + runningMs) / 1000)));
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  #pause(): void {
    if (this.#sinceMs !== undefined) this.#countedMs += Date.now() - this.#sinceMs;
    this.#sinceMs = undefined;
  }

  #resume(): void {
    this.#sinceMs ??= Date.now();
  }
}
