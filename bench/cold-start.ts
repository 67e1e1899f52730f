import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { type Bundle, bundleFunctions } from '../deploy/bundle/bundle-functions.ts';
import { reportOf } from '../deploy/bundle/report.ts';
import { ROOT } from '../deploy/root.ts';
import type { Laptop } from '../local/laptop.ts';
import { platformContext, platformEnvironment } from '../local/platform-facts.ts';
import { withLaptop } from '../tools/temporary-laptop.ts';
import { type FirstCall, firstCalls } from './cold-start/first-calls.ts';
import { median } from './cpu.ts';
import { measured, type Row, within } from './row.ts';

const ROUNDS = 9;
const ACCOUNT = { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS };

/** CPU time of `node -e 0` in the same run. */
const MAX_READY = 2;
const MAX_REPLY = 4.5;
/** All scripts of a function's zip, without source maps and native packages. */
const MAX_SCRIPT_KB = 2048;

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
 * CPU of a fresh process until a function's handler is loaded, and until its first reply, compared with `node -e 0`.
 */
export const measure = (): Promise<readonly Row[]> => withLaptop({ review: 'manual' }, measureOn);

async function measureOn(laptop: Laptop): Promise<readonly Row[]> {
  laptop.timers.stop();
  const calls = Object.entries(await firstCalls(laptop));
  const bundles = await bundleFunctions({ names: Object.keys(laptop.service.functions), root: ROOT });
  const withoutCall = Object.keys(bundles).filter((name) => !calls.some(([call]) => call === name));
  if (withoutCall.length > 0) throw new Error(`no first call for ${withoutCall.join(', ')}`);
  const bareMs: number[] = [];
  const samples = { ready: new Map<string, Sample[]>(), reply: new Map<string, Sample[]>() };
  let before = (await run(BARE)).ms;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, call] of calls) {
      const called = functionOf(name);
      const readyMs = (await run(ready(mainOf(called)))).ms;
      const replyMs = await firstReplyMs(laptop, called, call);
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
    ...Object.keys(bundles).flatMap((name) => rowsOf(`${name}: ready`, samples.ready.get(name), MAX_READY)),
    ...calls.flatMap(([name]) => rowsOf(`${name}: first reply`, samples.reply.get(name), MAX_REPLY)),
    ...(await sizesOf(bundles)),
  ];
}

const bundleOf = (name: string): string => join(ROOT, 'build', 'functions', name, 'index.js');
/** The file that `index.js` imports: with it the handler is loaded. */
const mainOf = (name: string): string => join(ROOT, 'build', 'functions', name, 'main.mjs');

const sizesOf = (bundles: Readonly<Record<string, Bundle>>): Promise<readonly Row[]> =>
  Promise.all(
    Object.entries(bundles).map(async ([name, bundle]) => {
      const { bytes } = await reportOf(name, bundle);
      return within(MAX_SCRIPT_KB, { metric: `${name}: scripts`, value: bytes / 1024, unit: 'kB' });
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

async function firstReplyMs(laptop: Laptop, name: string, { event, isExpected }: FirstCall): Promise<number> {
  const described = laptop.service.functions[name];
  if (!described) throw new Error(`no function ${name}`);
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
