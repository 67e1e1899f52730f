import type { Measured } from './service.ts';

const MEBIBYTE = 2 ** 20;

/**
 * How the memory of the service has grown since it was warm. An instance of a function counts from its own first
 * measurement on, so that a new one is no growth.
 */
export class Growth {
  #firstRssBytes: number | undefined;
  #lastRssBytes = 0;
  readonly #first = new Map<string, number>();
  readonly #last = new Map<string, number>();

  add({ rssBytes, usedBytes }: Measured): void {
    this.#firstRssBytes ??= rssBytes;
    this.#lastRssBytes = rssBytes;
    for (const [id, bytes] of Object.entries(usedBytes)) {
      if (!this.#first.has(id)) this.#first.set(id, bytes);
      this.#last.set(id, bytes);
    }
  }

  /** What JavaScript has more in use, the sum over all instances, rounded. */
  get usedMb(): number {
    const grown = [...this.#first].map(([id, bytes]) => (this.#last.get(id) ?? bytes) - bytes);
    return Math.round(grown.reduce((sum, bytes) => sum + bytes, 0) / MEBIBYTE);
  }

  /** What the process has more, rounded: new instances are in it, and what native code keeps. */
  get processMb(): number {
    return Math.round((this.#lastRssBytes - (this.#firstRssBytes ?? this.#lastRssBytes)) / MEBIBYTE);
  }
}
