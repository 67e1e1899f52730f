/** Pseudo-random numbers that are the same for the same seed: everything drawn from them can be reproduced. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to below 1. A Weyl sequence whose terms are mixed with the finalizer of MurmurHash3. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let bits = this.#state;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  int = (least: number, greatest: number): number => least + Math.floor(this.next() * (greatest - least + 1));

  between = (least: number, greatest: number): number => least + this.next() * (greatest - least);

  chance = (probability: number): boolean => this.next() < probability;

  /** One item of a list, or one character of a text. @throws RangeError when it is empty */
  pick<T>(from: readonly T[]): T;
  pick(from: string): string;
  pick<T>(from: readonly T[] | string): T | string {
    const all: readonly (T | string)[] = [...from];
    const item = all[Math.floor(this.next() * all.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}
