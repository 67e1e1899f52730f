/** Started parts that must be stopped, last first. */
export class StopList {
  readonly #stops: (() => Promise<void> | void)[] = [];

  add(stop: () => Promise<void> | void): void {
    this.#stops.push(stop);
  }

  /** Stops every part once. A failure does not keep the others running; the first error is thrown at the end. */
  async run(): Promise<void> {
    const errors: unknown[] = [];
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      try {
        await stop();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}

/** Starts something of several parts. When a part fails to start, the parts before it are stopped. */
export async function startParts<T>(start: (stops: StopList) => Promise<T>): Promise<T> {
  const stops = new StopList();
  try {
    return await start(stops);
  } catch (error) {
    await stops.run();
    throw error;
  }
}
