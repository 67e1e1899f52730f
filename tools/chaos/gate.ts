/** Lets calls through, and can pause all of them for some work in between. */
export interface Gate {
  /** @param isWithin another call, which waits for it: it passes a closed gate, or neither would ever end. */
  run<T>(call: () => Promise<T>, isWithin?: boolean): Promise<T>;
  /** Holds new calls back, waits for running ones, does `work`, and lets the new calls continue. */
  whenIdle(work: () => void): Promise<void>;
}

export function createGate(): Gate {
  let running = 0;
  let closed: Promise<void> | undefined;
  let onIdle = () => {};
  return {
    async run(call, isWithin = false) {
      while (closed && !isWithin) await closed;
      running += 1;
      try {
        return await call();
      } finally {
        running -= 1;
        if (running === 0) onIdle();
      }
    },
    async whenIdle(work) {
      let open = () => {};
      closed = new Promise((resolve) => {
        open = resolve;
      });
      if (running > 0)
        await new Promise<void>((resolve) => {
          onIdle = resolve;
        });
      onIdle = () => {};
      work();
      closed = undefined;
      open();
    },
  };
}
