import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { entriesOf } from '../../deploy/bundle/bundle-functions.ts';
import { currentFunctions } from '../../deploy/bundle/current-functions.ts';
import { composed } from '../../deploy/composed.ts';
import type { ServerlessService } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import { createFunctionHost, type FunctionHost } from '../../local/function-host.ts';
import { platformEnvironment } from '../../local/platform-facts.ts';
import { WITHIN_CALL_HEADER } from './faulty-line.ts';
import type { Gate } from './gate.ts';

/** The functions of the filing service whose instances are killed. */
export const VICTIMS = [
  'submission',
  'status-webhook',
  'status-sync',
  'records',
  'delivery',
  'process-timer',
  'filing',
  'me',
  'retention',
  'intake',
  'ocr',
] as const;
const KILL_EVERY_MS = { least: 250, most: 1_250 };
/** Calls between two kills: on a busy machine no instance would live long enough to do anything, and a long run meets enough. */
const KILL_AFTER_CALLS = { least: 25, perFiling: 0.5 };
const CLOCK = fileURLToPath(new URL('./skipping-clock.mjs', import.meta.url));
const ACCOUNT = { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS };

export interface Counts {
  kills: number;
  calls: number;
  failedCalls: number;
  /** HTTP functions that broke: not killed, and no vendor out of order. */
  broken: string[];
}

/** A function whose instances are killed. */
export interface Victim {
  kill(): Promise<void>;
}

export const victimsOf = (names: readonly string[], host: Pick<FunctionHost, 'kill'>): readonly Victim[] =>
  names.map((name) => ({ kill: () => host.kill(name) }));

/** The deployed functions on the clock of this run, behind a gate. Counts their calls. */
export async function gatedPlatform(gate: Gate, counts: Counts) {
  const files = entriesOf(await currentFunctions('filing'));
  return (service: ServerlessService): FunctionHost => {
    // The run itself uses the same ports as the functions.
    Object.assign(process.env, service.variables, platformEnvironment('chaos', `${ROOT}/`, ACCOUNT));
    return gatedHost(service, files, gate, counts);
  };
}

/** Functions of one service in the same way. @param files bundle of each, absolute. */
export function gatedHost(
  service: ServerlessService,
  files: Readonly<Record<string, string>>,
  gate: Gate,
  counts: Counts,
): FunctionHost {
  const { functions } = composed(service);
  const host = createFunctionHost({
    functions,
    files,
    environment: (name) => ({ ...functions[name]?.environment, NODE_OPTIONS: `--import ${CLOCK}` }),
    account: ACCOUNT,
    log: () => {},
  });
  return {
    ...host,
    invoke: (name, event, more) =>
      gate.run(async () => {
        const result = await host.invoke(name, event, more);
        counts.calls += 1;
        if (!result.ok) counts.failedCalls += 1;
        else if ((result.value as { statusCode?: number } | null)?.statusCode === 500) counts.broken.push(name);
        return result;
      }, isWithinCall(event)),
  };
}

const isWithinCall = (event: unknown): boolean =>
  (event as { readonly headers?: Readonly<Record<string, string>> }).headers?.[WITHIN_CALL_HEADER] !== undefined;

/** Kills the instances of one random function after the other, at random moments. @param filings of the run */
export async function killAtRandom(
  victims: readonly Victim[],
  { counts, filings }: { readonly counts: Counts; readonly filings: number },
  goesOn: () => boolean,
): Promise<void> {
  const afterCalls = Math.max(KILL_AFTER_CALLS.least, filings * KILL_AFTER_CALLS.perFiling);
  for (let killsAtCall = 0; goesOn(); ) {
    await wait(between(KILL_EVERY_MS));
    if (counts.calls < killsAtCall) continue;
    await victims[Math.floor(Math.random() * victims.length)]?.kill();
    counts.kills += 1;
    killsAtCall = counts.calls + afterCalls;
  }
}

export const between = ({ least, most }: { readonly least: number; readonly most: number }): number =>
  least + Math.random() * (most - least);
