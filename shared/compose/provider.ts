import { measured } from '../edge/measured.ts';
import { type Asked, whenAsked } from '../edge/when-asked.ts';

// A provider makes a port. Providers are plain functions that call nothing while they are loaded: so the bundler leaves out, with their
// adapters, those that a room does not name. Adapters that bring an SDK of a cloud are imported when they are first asked.

const made = new Map<unknown, Promise<unknown>>();

/** What a provider makes on its first call, for all its calls. A failed attempt is not kept. */
export function once<T>(provider: () => Promise<T>, make: () => Promise<T>): Promise<T> {
  const kept = made.get(provider) as Promise<T> | undefined;
  if (kept) return kept;
  const making = make().catch((error: unknown) => {
    made.delete(provider);
    throw error;
  });
  made.set(provider, making);
  return making;
}

/**
 * A port of somebody else's machines: made, once, when it is first asked, and every call of it leaves a measurement in the log.
 *
 * @param port its name in the log.
 */
export async function vendor<P extends Asked<P>>(
  provider: () => Promise<P>,
  port: string,
  make: () => Promise<P>,
): Promise<P> {
  return measured(
    port,
    whenAsked(() => once(provider, make)),
  );
}
