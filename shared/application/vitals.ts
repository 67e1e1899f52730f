import type { Clock } from '../../platform/ports/clock.ts';
import type { ObjectStore } from '../../platform/ports/object-store.ts';
import type { Seal } from '../../platform/ports/seal.ts';
import type { SessionTokens } from '../ports/accounts/session-tokens.ts';
import type { SchemaVersion, Vital, Vitals } from '../ports/vitals.ts';

/** The ports whose health is checked. */
export interface VitalPorts {
  readonly schemaVersion: SchemaVersion;
  readonly objectStore: ObjectStore;
  readonly seal: Seal;
  readonly sessionTokens: SessionTokens;
  readonly clock: Clock;
}

/** How long a result is cached. */
const CACHED_MS = 10_000;
/** No object has this key; the store's reply is what counts. */
const NO_OBJECT = 'views/health';
/** Stands nowhere: what is sealed for it is opened at once. */
const NOWHERE = { table: 'health', column: 'keys', row: '' };
const ACCOUNT = '00000000-0000-4000-8000-000000000000';

/**
 * Checks health with one row that is written and taken back, one HEAD request, and one use of each key. Concurrent callers
 * share one check.
 */
export function createVitals(ports: VitalPorts): Vitals {
  let last: { readonly untilMs: number; readonly failing: Promise<readonly Vital[]> } | undefined;
  return {
    failing() {
      const nowMs = ports.clock.now().getTime();
      if (!last || last.untilMs <= nowMs) last = { untilMs: nowMs + CACHED_MS, failing: look(ports) };
      return last.failing;
    },
  };
}

async function look({ schemaVersion, objectStore, seal, sessionTokens }: VitalPorts): Promise<readonly Vital[]> {
  const [isCurrent, store, keys] = await Promise.allSettled([
    schemaVersion.isCurrent(),
    objectStore.look(NO_OBJECT),
    usesKeys(seal, sessionTokens),
  ]);
  const isFailing = {
    database: isCurrent.status === 'rejected',
    migrations: isCurrent.status === 'fulfilled' && !isCurrent.value,
    'object-store': store.status === 'rejected',
    keys: keys.status === 'rejected' || !keys.value,
  } satisfies Record<Vital, boolean>;
  return (Object.keys(isFailing) as Vital[]).filter((vital) => isFailing[vital]);
}

async function usesKeys(seal: Seal, sessionTokens: SessionTokens): Promise<boolean> {
  const { token } = await sessionTokens.issue({ accountId: ACCOUNT, sessionId: ACCOUNT });
  const verified = await sessionTokens.verify(token);
  return verified?.accountId === ACCOUNT && seal.open(seal.close(ACCOUNT, NOWHERE), NOWHERE) === ACCOUNT;
}
