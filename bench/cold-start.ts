import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startParts } from 'loopback-server/stop-list.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { BUDGETS } from '../deploy/bundle/budgets.ts';
import { type Bundle, bundleFunctions } from '../deploy/bundle/bundle-functions.ts';
import { reportOf } from '../deploy/bundle/report.ts';
import { composed } from '../deploy/composed.ts';
import type { ServerlessFunction, ServerlessService } from '../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../deploy/root.ts';
import { startDeskService } from '../local/desk-service.ts';
import { type Laptop, startLaptop } from '../local/laptop.ts';
import { platformContext, platformEnvironment } from '../local/platform-facts.ts';
import { inTemporaryDir } from '../tools/temporary-laptop.ts';
import { deskCalls } from './cold-start/desk-calls.ts';
import { type FirstCall, firstCalls } from './cold-start/first-calls.ts';
import { median } from './measuring.ts';
import { measured, type Row, within } from './row.ts';

const ROUNDS = 9;
const ACCOUNT = { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS };

/** Prints the process's CPU milliseconds so far, of all threads, and ends it. */
const REPORT =
  "const u=process.cpuUsage();require('node:fs').writeSync(1," +
  'JSON.stringify({ms:(u.user+u.system)/1000,answer:globalThis.answer}));process.exit()';
const BARE = `0;${REPORT}`;
const ready = (file: string): string => `import(${JSON.stringify(file)}).then(()=>{${REPORT}})`;
const reply = (file: string): string =>
  `const{event,context}=JSON.parse(process.env.BENCH_CALL);require(${JSON.stringify(file)})` +
  `.main_handler(event,context).then(a=>{globalThis.answer=a;${REPORT}})`;

/** CPU of one process, and of `node -e 0` just before and after it. */
interface Sample {
  readonly ms: number;
  readonly besideMs: number;
}

interface Reported {
  readonly ms: number;
  readonly answer?: unknown;
}

/**
 * CPU of a fresh process until a function's handler is loaded, and until its first reply, compared with `node -e 0`: of the
 * functions of both services.
 */
export const measure = (rounds = ROUNDS): Promise<readonly Row[]> =>
  inTemporaryDir((dir) =>
    startParts(async (stops) => {
      const laptop = await startLaptop({ port: 0, dir, log: () => {} });
      stops.add(laptop.stop);
      const { desk, service } = await startDesk(laptop, dir);
      stops.add(desk.stop);
      for (const { timers } of [laptop, desk]) timers.stop();
      const calls = { ...(await firstCalls(laptop)), ...(await deskCalls(desk, service)) };
      const rows = await measureCalls(calls, [laptop.service, service], rounds);
      await stops.run();
      return rows;
    }),
  );

/** The desk beside it, and what its functions are told. */
async function startDesk({ addresses, hostService }: Laptop, dir: string) {
  const told: ServerlessService[] = [];
  const desk = await startDeskService({
    port: 0,
    dir,
    log: () => {},
    laptop: {
      addresses,
      hostService: (service, bundles) => {
        told.push(service);
        return hostService(service, bundles);
      },
    },
  });
  return { desk, service: told[0] as ServerlessService };
}

async function measureCalls(
  firstCalls: Readonly<Record<string, FirstCall>>,
  services: readonly ServerlessService[],
  rounds: number,
): Promise<readonly Row[]> {
  const calls = Object.entries(firstCalls);
  const names = services.flatMap((service) => Object.keys(service.functions));
  const bundles = await bundleFunctions({ names, root: ROOT });
  const functions = Object.assign({}, ...services.map((service) => composed(service).functions));
  const withoutCall = Object.keys(bundles).filter((name) => !calls.some(([call]) => call === name));
  if (withoutCall.length > 0) throw new Error(`no first call for ${withoutCall.join(', ')}`);
  const bareMs: number[] = [];
  const samples = { ready: new Map<string, Sample[]>(), reply: new Map<string, Sample[]>() };
  let before = (await run(BARE)).ms;
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, call] of calls) {
      const called = functionOf(name);
      const readyMs = (await run(ready(mainOf(called)))).ms;
      const replyMs = await firstReplyMs(functions[called], call);
      const after = (await run(BARE)).ms;
      // On a shared machine the speed varies over seconds or minutes: each run is compared with its neighbours.
      const besideMs = (before + after) / 2;
      add(samples.ready, called, { ms: readyMs, besideMs });
      add(samples.reply, name, { ms: replyMs, besideMs });
      bareMs.push(after);
      before = after;
    }
  }
  return [
    measured({ metric: 'node -e 0', value: median(bareMs), unit: 'ms CPU' }),
    ...Object.keys(bundles).flatMap((name) => rowsOf(`${name}: ready`, samples.ready.get(name), budgetOf(name).ready)),
    ...calls.flatMap(([name]) => rowsOf(`${name}: first reply`, samples.reply.get(name), budgetOf(name).firstReply)),
    ...(await sizesOf(bundles)),
  ];
}

/** The budget of a function, or of one of its calls. */
function budgetOf(name: string): { readonly ready: number; readonly firstReply: number } {
  if (name === 'desk-timer') return { ...BUDGETS.deskStart, firstReply: BUDGETS.deskTimerRun };
  return name.startsWith('desk-') ? BUDGETS.deskStart : BUDGETS.start;
}

const bundleOf = (name: string): string => join(ROOT, 'build', 'functions', name, 'index.js');
/** The file that `index.js` imports: with it the handler is loaded. */
const mainOf = (name: string): string => join(ROOT, 'build', 'functions', name, 'main.mjs');

const sizesOf = (bundles: Readonly<Record<string, Bundle>>): Promise<readonly Row[]> =>
  Promise.all(
    Object.entries(bundles).map(async ([name, bundle]) => {
      const { bytes } = await reportOf(name, bundle);
      return within(BUDGETS.functionScripts / 1024, { metric: `${name}: scripts`, value: bytes / 1024, unit: 'KiB' });
    }),
  );

/** The function of a call in first-calls.ts. */
const functionOf = (call: string): string => call.split(', ')[0] ?? call;

function rowsOf(metric: string, samples: readonly Sample[] = [], max: number): readonly Row[] {
  const ratio = median(samples.map(({ ms, besideMs }) => ms / besideMs));
  const ms = median(samples.map((sample) => sample.ms));
  return [within(max, { metric, value: ratio, unit: 'ratio' }), measured({ metric, value: ms, unit: 'ms CPU' })];
}

function add(samples: Map<string, Sample[]>, name: string, sample: Sample): void {
  samples.set(name, [...(samples.get(name) ?? []), sample]);
}

async function firstReplyMs(
  described: ServerlessFunction | undefined,
  { event, isExpected }: FirstCall,
): Promise<number> {
  if (!described) throw new Error('a first call of no function');
  const { name } = described;
  const context = {
    ...platformContext(name, described.memoryMb, described.timeoutSeconds, ACCOUNT),
    request_id: randomUUID(),
  };
  const { ms, answer } = await run(reply(bundleOf(name)), {
    ...described.environment,
    ...platformEnvironment(name, `${ROOT}/`, ACCOUNT),
    BENCH_CALL: JSON.stringify({ event: await event(), context }),
  });
  if (!isExpected(answer)) throw new Error(`${name} answered ${JSON.stringify(answer)}`);
  return ms;
}

/** Runs code in a fresh process and parses its report, before which functions write their log. */
async function run(code: string, env: Readonly<Record<string, string>> = {}): Promise<Reported> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', code], {
    env: { ...process.env, ...env, TZ: 'UTC' },
  });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('{"ms":'))) as Reported;
}
