/** Counts of the values 0 to 255. */
export class Histogram {
  readonly #counts = new Uint32Array(256);
  #total = 0;

  add(value: number): void {
    this.#counts[value] = (this.#counts[value] as number) + 1;
    this.#total++;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#total = 0;
  }

  /** The smallest value that at least a share (0 to 1) of all values do not exceed; 0 for none. */
  quantile(share: number): number {
    let sum = 0;
    for (let value = 0; value < 256; value++) {
      sum += this.#counts[value] as number;
      if (sum > 0 && sum >= share * this.#total) return value;
    }
    return 0;
  }
}
