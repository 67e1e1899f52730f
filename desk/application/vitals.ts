import type { KeyedHash } from '../domain/oversight/audit-chain.ts';
import type { DeskHealth, DeskStandings, DeskVital, DeskVitals } from '../ports/vitals.ts';

interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** The ports whose health is checked. */
export interface DeskVitalPorts {
  readonly deskStandings: DeskStandings;
  readonly objectStore: { look(key: string): Promise<unknown> };
  readonly seal: { close(text: string, place: Place): Buffer; open(sealed: Buffer, place: Place): string };
  readonly auditHash: KeyedHash;
  readonly clock: { now(): Date };
}

/** How long a result is cached. */
const CACHED_MS = 10_000;
/** The timer runs every ten seconds, and a run ends within a minute. */
const LATE_MS = 10 * 60_000;
/** No object has this key; the store's reply is what counts. */
const NO_OBJECT = 'views/desk/health';
/** Stands nowhere: what is sealed for it is opened at once. */
const NOWHERE: Place = { table: 'health', column: 'keys_sealed', row: '' };
const WORD = 'health';

/**
 * Checks health with one query, a row that is written and taken back, one HEAD request, and one use of each key. Concurrent
 * callers share one check.
 */
export function createDeskVitals(ports: DeskVitalPorts): DeskVitals {
  let last: { readonly untilMs: number; readonly health: Promise<DeskHealth> } | undefined;
  return {
    look() {
      const nowMs = ports.clock.now().getTime();
      if (!last || last.untilMs <= nowMs) last = { untilMs: nowMs + CACHED_MS, health: look(ports, nowMs) };
      return last.health;
    },
  };
}

async function look({ deskStandings, objectStore, ...keys }: DeskVitalPorts, nowMs: number): Promise<DeskHealth> {
  const [read, store, usable] = await Promise.allSettled([
    deskStandings.read(),
    objectStore.look(NO_OBJECT),
    Promise.resolve().then(() => usesKeys(keys)),
  ]);
  const standing = read.status === 'fulfilled' ? read.value : undefined;
  const agoMs = (at: Date | undefined): number | undefined => at && nowMs - at.getTime();
  const isFailing = {
    database: standing === undefined,
    migrations: standing?.isCurrent === false,
    'object-store': store.status === 'rejected',
    keys: usable.status === 'rejected' || !usable.value,
    timer: (agoMs(standing?.decisionDueAt) ?? 0) > LATE_MS,
  } satisfies Record<DeskVital, boolean>;
  const waitsMs = agoMs(standing?.authorityWaitsSince);
  return {
    failing: (Object.keys(isFailing) as DeskVital[]).filter((vital) => isFailing[vital]),
    authorityWaitsSeconds: waitsMs === undefined ? undefined : Math.max(0, Math.floor(waitsMs / 1000)),
  };
}

const usesKeys = ({ auditHash, seal }: Pick<DeskVitalPorts, 'auditHash' | 'seal'>): boolean =>
  seal.open(seal.close(WORD, NOWHERE), NOWHERE) === WORD && auditHash(WORD) !== '';
