import { setTimeout as sleep } from 'node:timers/promises';

/** Maximum number of tries. With the longest pause they take three minutes. */
const MAX_TRIES = 60;
const LONGEST_PAUSE_MS = 3_000;

/** The pauses before the second and each further try: each half as long again as the one before. */
export function* pauses(firstPauseMs: number, tries = MAX_TRIES): Generator<number> {
  for (let tried = 1, pauseMs = firstPauseMs; tried < tries; tried += 1, pauseMs *= 1.5)
    yield Math.min(pauseMs, LONGEST_PAUSE_MS);
}

/**
 * Makes a call again while it is refused for a reason that time ends.
 *
 * @throws the last error.
 */
export async function patiently<T>(
  call: () => Promise<T>,
  isTemporary: (error: unknown) => boolean,
  { firstPauseMs, tries }: { readonly firstPauseMs: number; readonly tries?: number },
): Promise<T> {
  for (const pauseMs of pauses(firstPauseMs, tries)) {
    try {
      return await call();
    } catch (error) {
      if (!isTemporary(error)) throw error;
    }
    await sleep(pauseMs);
  }
  return call();
}

/** Whether an error of the Cloud API has this code, or one below it. */
export const hasCode = (error: unknown, ...codes: readonly string[]): boolean => {
  const { code = '' } = error as { readonly code?: string };
  return codes.some((text) => code === text || code.startsWith(`${text}.`));
};
