const EVERY_MS = 3000;

/**
 * Looks again every few seconds while something goes on elsewhere, also after a look that failed, until it is paused.
 *
 * @param ask one look. @param goesOn whether there may be news.
 */
export function createFollowing(ask: () => Promise<unknown>, goesOn: () => boolean) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isPaused = false;

  /** In a mini program `clearTimeout` wants a timer. */
  function stop(): void {
    if (timer !== undefined) clearTimeout(timer);
  }

  /** @throws what the look throws. */
  async function look(): Promise<void> {
    stop();
    isPaused = false;
    try {
      await ask();
    } finally {
      if (goesOn() && !isPaused) timer = setTimeout(() => void look().catch(() => {}), EVERY_MS);
    }
  }
  return {
    look,
    /** Looks no longer, until `look`. */
    pause(): void {
      isPaused = true;
      stop();
    },
  };
}
