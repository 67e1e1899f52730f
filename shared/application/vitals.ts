import type { Clock } from '../ports/clock.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Seal } from '../ports/seal.ts';
import type { SessionTokens } from '../ports/session-tokens.ts';
import type { SchemaVersion, Vital, Vitals } from '../ports/vitals.ts';

export interface VitalPorts {
  readonly schemaVersion: SchemaVersion;
  readonly objectStore: ObjectStore;
  readonly seal: Seal;
  readonly sessionTokens: SessionTokens;
  readonly clock: Clock;
}

const HOLDS_MS = 10_000;
/** Nothing lies there; that the store says so is the answer. */
const NO_OBJECT = 'views/health';
const ACCOUNT = '00000000-0000-4000-8000-000000000000';

/** Vitals by one row, one look at the store, and one use of each key. Callers who come together share one look. */
export function createVitals(ports: VitalPorts): Vitals {
  let last: { readonly untilMs: number; readonly failing: Promise<readonly Vital[]> } | undefined;
  return {
    failing() {
      const nowMs = ports.clock.now().getTime();
      if (!last || last.untilMs <= nowMs) last = { untilMs: nowMs + HOLDS_MS, failing: look(ports) };
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
  const { token } = await sessionTokens.issue(ACCOUNT);
  const verified = await sessionTokens.verify(token);
  return verified?.accountId === ACCOUNT && seal.open(seal.close(ACCOUNT)) === ACCOUNT;
}
