import { measured } from '../edge/measured.ts';
import { type Asked, whenAsked } from '../edge/when-asked.ts';

// A provider creates a port. Providers are plain functions without side effects on import, so the bundler leaves out
// those that a room does not name, together with their adapters. Adapters that need a cloud SDK are imported on their
// first call.

const made = new Map<unknown, Promise<unknown>>();

/** Calls `make` on a provider's first call and returns its result to all calls. A failure is not cached. */
export function memo<T>(provider: () => Promise<T>, make: () => Promise<T>): Promise<T> {
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
 * The port of an external service: created once, on its first call. Every call writes a measurement to the log.
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
    whenAsked(() => memo(provider, make)),
  );
}
