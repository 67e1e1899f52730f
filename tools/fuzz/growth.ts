import type { Measured } from './service.ts';

const MEBIBYTE = 2 ** 20;
const MOST = 5;

/**
 * How the memory of the service has grown since it was warm. An instance of a function counts from its own first
 * measurement on, so that a new one is no growth.
 */
export class Growth {
  #first: Measured | undefined;
  #last: Measured | undefined;
  readonly #firstBytes = new Map<string, number>();
  readonly #lastBytes = new Map<string, number>();

  add(measured: Measured): void {
    this.#first ??= measured;
    this.#last = measured;
    for (const [id, bytes] of Object.entries(measured.usedBytes)) {
      if (!this.#firstBytes.has(id)) this.#firstBytes.set(id, bytes);
      this.#lastBytes.set(id, bytes);
    }
  }

  /** What the functions have more in use, the sum over all instances, rounded. */
  get usedMb(): number {
    return Math.round(this.#byInstance().reduce((sum, [, bytes]) => sum + bytes, 0) / MEBIBYTE);
  }

  /** The instances that have grown most, with MB. */
  get most(): string {
    const sorted = this.#byInstance().toSorted(([, one], [, two]) => two - one);
    const told = sorted.slice(0, MOST).map(([id, bytes]) => `${id} ${Math.round(bytes / MEBIBYTE)}`);
    return told.join(', ');
  }

  /** What the laptop's own thread has more in use, rounded. */
  get laptopMb(): number {
    return this.#grownMb(({ laptopBytes }) => laptopBytes);
  }

  /** What the process has more, rounded: new instances are in it, and what native code keeps. */
  get processMb(): number {
    return this.#grownMb(({ rssBytes }) => rssBytes);
  }

  #byInstance(): readonly (readonly [string, number])[] {
    return [...this.#firstBytes].map(([id, bytes]) => [id, (this.#lastBytes.get(id) ?? bytes) - bytes] as const);
  }

  #grownMb(bytesOf: (measured: Measured) => number): number {
    return this.#first && this.#last ? Math.round((bytesOf(this.#last) - bytesOf(this.#first)) / MEBIBYTE) : 0;
  }
}
