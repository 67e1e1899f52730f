import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasClient } from '../local/bundle/report.ts';
import { compileFunctions } from '../local/bundle.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from '../local/cloud/credentials.ts';
import { type Laptop, startLaptop } from '../local/laptop.ts';
import { platformContext, platformEnvironment } from '../local/platform-facts.ts';
import { ROOT } from '../local/root.ts';
import { type FirstCall, firstCalls } from './cold-start/first-calls.ts';
import { median } from './cpu.ts';
import { type Row, told, within } from './row.ts';

/** One try differs from the next by 3 %. */
const ROUNDS = 25;
const ACCOUNT = { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS };

/** Of `node -e 0`, in the same run. */
const MAX_READY = { withoutClient: 1.25, withClient: 1.4 };
const MAX_REPLY = 2;

/** Prints the process's CPU milliseconds so far, all threads, and ends it. */
const REPORT = `const u=process.cpuUsage();require('node:fs').writeSync(1,JSON.stringify({ms:(u.user+u.system)/1000,answer:globalThis.answer}));process.exit()`;
const BARE = `0;${REPORT}`;
const ready = (file: string): string => `require(${JSON.stringify(file)});${REPORT}`;
const reply = (file: string): string =>
  `const{event,context}=JSON.parse(process.env.BENCH_CALL);require(${JSON.stringify(file)}).main_handler(event,context).then(a=>{globalThis.answer=a;${REPORT}})`;

interface Reported {
  readonly ms: number;
  readonly answer?: unknown;
}

/** CPU of a fresh process until a function's handler is there, and until its first reply, beside `node -e 0`. */
export async function measure(): Promise<readonly Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-cold-start-'));
  const laptop = await startLaptop({ port: 0, dir, log: () => {}, review: 'manual' });
  laptop.timers.stop();
  try {
    const calls = Object.entries(await firstCalls(laptop));
    const bundles = await compileFunctions({ names: Object.keys(laptop.service.functions), root: ROOT });
    const withoutCall = Object.keys(bundles).filter((name) => !calls.some(([call]) => call === name));
    if (withoutCall.length > 0) throw new Error(`no first call for ${withoutCall.join(', ')}`);
    const samples = { bare: [] as number[], ready: new Map<string, number[]>(), reply: new Map<string, number[]>() };
    for (let round = 0; round < ROUNDS; round += 1) {
      // In turns, so that whatever else the machine does falls on all of them alike.
      for (const [name, call] of calls) {
        samples.bare.push((await run(BARE)).ms);
        const called = functionOf(name);
        add(samples.ready, called, (await run(ready(bundleOf(called)))).ms);
        add(samples.reply, name, await firstReplyMs(laptop, called, call));
      }
    }
    const bareMs = median(samples.bare);
    return [
      told({ metric: 'node -e 0', value: bareMs, unit: 'ms CPU' }),
      ...Object.entries(bundles).flatMap(([name, bundle]) => {
        const maxReady = hasClient(bundle) ? MAX_READY.withClient : MAX_READY.withoutClient;
        return rowsOf(`${name}: ready`, samples.ready.get(name), { bareMs, max: maxReady });
      }),
      ...calls.flatMap(([name]) => rowsOf(`${name}: first reply`, samples.reply.get(name), { bareMs, max: MAX_REPLY })),
    ];
  } finally {
    await laptop.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

const bundleOf = (name: string): string => join(ROOT, 'build', 'functions', name, 'index.js');

/** The function that a call in first-calls.ts is for. */
const functionOf = (call: string): string => call.split(', ')[0] ?? call;

function rowsOf(metric: string, samples: readonly number[] = [], of: { bareMs: number; max: number }): readonly Row[] {
  const value = median(samples);
  return [within(of.max, { metric, value: value / of.bareMs, unit: 'ratio' }), told({ metric, value, unit: 'ms CPU' })];
}

function add(samples: Map<string, number[]>, name: string, ms: number): void {
  samples.set(name, [...(samples.get(name) ?? []), ms]);
}

async function firstReplyMs(laptop: Laptop, name: string, { event, isMeant }: FirstCall): Promise<number> {
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
  if (!isMeant(answer)) throw new Error(`${name} answered ${JSON.stringify(answer)}`);
  return ms;
}

/** Runs code in a fresh process and reads what it reports. */
function run(code: string, env: Readonly<Record<string, string>> = {}): Promise<Reported> {
  const child = spawn(process.execPath, ['-e', code], {
    env: { ...process.env, ...env, TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      // Functions write their log before.
      const line = output.slice(output.lastIndexOf('{"ms":'));
      if (code === 0 && line.startsWith('{"ms":')) resolve(JSON.parse(line) as Reported);
      else reject(new Error(`a process ended with ${code}: ${complaints}${output}`));
    });
  });
}
