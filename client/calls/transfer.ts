/** Where and how to upload a granted file: a signed PUT, or a form (POST) with the grant's fields before the file. */
export type Destination =
  | { readonly put: { readonly url: string; readonly headers: Readonly<Record<string, string>> } }
  | { readonly post: { readonly url: string; readonly fields: Readonly<Record<string, string>> } };

/** Pauses before retries of an upload, in milliseconds. */
const PAUSES_MS = [1000, 3000];

/**
 * Uploads a file, with retries when the network fails.
 *
 * @param attempt one upload. @throws what the last attempt threw.
 */
export async function withRetries(
  attempt: () => Promise<void>,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<void> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await attempt();
    } catch {
      await sleep(pauseMs);
    }
  }
  await attempt();
}
