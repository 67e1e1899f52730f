import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { CosEvent, CosEventRecord } from './cos/events.ts';

/** A COS trigger of a function, as a deployment creates it: one prefix and one suffix. */
export interface CosTrigger {
  readonly functionName: string;
  /** Version or alias to call; the default is the newest code. */
  readonly qualifier?: string;
  /** Full name, `<name>-<appid>`. */
  readonly bucket: string;
  /** Empty matches every key. */
  readonly prefix: string;
  readonly suffix: string;
  /** `cos:ObjectCreated:Put` and so on; `cos:ObjectCreated:*` is all of them. */
  readonly events: readonly string[];
}

export interface CosDeliverySettings {
  /** The current triggers; called for each event. */
  readonly triggers: () => readonly CosTrigger[];
  /** Rejects when the function failed. */
  readonly invoke: (functionName: string, event: CosEvent, qualifier: string) => Promise<void>;
  /** The pause before each retry; as many retries as delays. */
  readonly retryDelaysMs?: readonly number[];
  /** One line per attempt, with nothing of the event but its key. */
  readonly log: (line: string) => void;
}

/** Faults in the delivery of events, on demand. Everything is off by default. */
export interface CosFaults {
  /** Each event is delivered this many more times, concurrently; the platform promises only "at least once". */
  readonly duplicates?: number;
  readonly delayMs?: number;
  /** Drops every event. */
  readonly lose?: boolean;
}

export interface CosDelivery {
  deliver(event: CosEvent): void;
  /** Replaces the faults, for events from now on. */
  setFaults(faults: CosFaults): void;
  /** Resolves when no delivery runs and no retry is pending. */
  idle(): Promise<void>;
  /** Drops pending retries; running attempts end by themselves. */
  stop(): void;
}

type Target = Required<Pick<CosTrigger, 'functionName' | 'qualifier'>>;

/** Two retries, as on the platform, which waits a minute before each (product/583/41138): too long on a laptop. */
const LAPTOP_RETRY_DELAYS_MS = [1_000, 3_000];

/** Delivers COS events to the functions with matching triggers, at least once each and in no guaranteed order. */
export function createCosDelivery(settings: CosDeliverySettings): CosDelivery {
  const { triggers, invoke, retryDelaysMs = LAPTOP_RETRY_DELAYS_MS, log } = settings;
  const stopped = new AbortController();
  // Each event that is late adds a listener.
  setMaxListeners(0, stopped.signal);
  const underWay = new Set<Promise<void>>();
  let faults: CosFaults = {};

  const attempt = async ({ functionName, qualifier }: Target, event: CosEvent, what: string): Promise<boolean> => {
    try {
      await invoke(functionName, event, qualifier);
      log(`cos → ${functionName} ${what} ok`);
      return true;
    } catch {
      log(`cos → ${functionName} ${what} failed`);
      return false;
    }
  };

  const deliverTo = async (target: Target, event: CosEvent, what: string): Promise<void> => {
    const { delayMs = 0 } = faults;
    for (const [tries, pauseMs] of [delayMs, ...retryDelaysMs].entries()) {
      if (pauseMs > 0 && !(await waited(pauseMs, stopped.signal))) break;
      if (await attempt(target, event, tries > 0 ? `${what} again` : what)) return;
    }
    log(`cos → ${target.functionName} ${what} given up`);
  };

  const track = (delivery: Promise<void>): void => {
    underWay.add(delivery);
    void delivery.finally(() => underWay.delete(delivery));
  };

  return {
    deliver(event) {
      for (const record of event.Records) {
        for (const { functionName, qualifier = '$LATEST' } of triggers().filter((trigger) =>
          matches(trigger, record),
        )) {
          const what = `${record.event.eventName.split(':').at(-1)} ${record.cos.cosObject.key}`;
          const { duplicates = 0, lose = false } = faults;
          if (lose) log(`cos → ${functionName} ${what} was lost on demand`);
          for (let copy = 0; copy <= duplicates && !lose; copy += 1) {
            track(
              deliverTo({ functionName, qualifier }, { Records: [addressed(record, functionName, qualifier)] }, what),
            );
          }
        }
      }
    },
    setFaults(next) {
      faults = next;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: () => stopped.abort(),
  };
}

function matches({ bucket, prefix, suffix, events }: CosTrigger, { cos, event }: CosEventRecord): boolean {
  const { name, appid } = cos.cosBucket;
  const key = decodeURIComponent(cos.cosObject.key).slice(`/${appid}/${name}/`.length);
  const wanted = events.some((wanted) => event.eventName === wanted || isBelow(event.eventName, wanted));
  return `${name}-${appid}` === bucket && wanted && key.startsWith(prefix) && key.endsWith(suffix);
}

const isBelow = (eventName: string, wanted: string): boolean =>
  wanted.endsWith(':*') && eventName.startsWith(wanted.slice(0, -1));

function addressed(record: CosEventRecord, functionName: string, qualifier: string): CosEventRecord {
  const { region, appid } = record.cos.cosBucket;
  const eventQueue = `qcs:0:scf:${region}:appid/${appid}:default.${functionName}.${qualifier}`;
  return { ...record, event: { ...record.event, eventQueue } };
}

/** False when it was aborted. */
const waited = (delayMs: number, signal: AbortSignal): Promise<boolean> =>
  wait(delayMs, true, { signal }).catch(() => false);
