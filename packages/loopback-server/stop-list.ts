/** What has been started and must be stopped, last first. */
export class StopList {
  readonly #stops: (() => Promise<void> | void)[] = [];

  add(stop: () => Promise<void> | void): void {
    this.#stops.push(stop);
  }

  /** Stops everything that was added, once. One that fails does not keep the others running; its error is thrown at the end. */
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

/** Starts something of several parts. When a part fails to start, what was started before is stopped again. */
export async function startParts<T>(start: (stops: StopList) => Promise<T>): Promise<T> {
  const stops = new StopList();
  try {
    return await start(stops);
  } catch (error) {
    await stops.run();
    throw error;
  }
}
