import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFunctionHost, type FunctionHost, type FunctionHostOptions } from './function-host.ts';

let folder: string;
let host: FunctionHost | undefined;
let lines: { requestId: string | undefined; line: string }[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'function-host-'));
});
afterEach(async () => {
  await host?.stop();
  lines = [];
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Hosts one function, `it`, of the given CommonJS source. */
function hostOf(
  source: string,
  settings: { memoryMb?: number; timeoutSeconds?: number } & Partial<FunctionHostOptions> = {},
): FunctionHost {
  const { memoryMb = 128, timeoutSeconds = 5, ...options } = settings;
  const file = join(folder, 'index.js');
  writeFileSync(file, source);
  host = createFunctionHost({
    functions: { it: { name: 'it', handler: 'index.main_handler', memoryMb, timeoutSeconds } },
    files: { it: file },
    environment: () => ({ DATABASE_URL: 'postgres://127.0.0.1/x' }),
    account: {
      appId: '1250000000',
      uin: '100000000001',
      region: 'ap-guangzhou',
      credentials: { secretId: 'id', secretKey: 'key', token: 'token' },
    },
    log: (_, requestId, line) => lines.push({ requestId, line }),
    ...options,
  });
  return host;
}

const sleepMs = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a function instance', () => {
  it('[L3] gets the documented context and nothing of node but JSON fields and callbackWaitsForEmptyEventLoop', async () => {
    const { invoke } = hostOf('exports.main_handler = async (event, context) => context;', {
      memoryMb: 256,
      timeoutSeconds: 10,
    });

    const result = await invoke('it', {}, { requestId: 'r-1' });

    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.value).toEqual({
      memory_limit_in_mb: 256,
      time_limit_in_ms: 10_000,
      request_id: 'r-1',
      environment: '{"SCF_NAMESPACE":"default"}',
      environ: 'SCF_NAMESPACE=default;SCF_NAMESPACE=default',
      function_version: '$LATEST',
      function_name: 'it',
      namespace: 'default',
      tencentcloud_region: 'ap-guangzhou',
      tencentcloud_appid: '1250000000',
      tencentcloud_uin: '100000000001',
      callbackWaitsForEmptyEventLoop: true,
    });
  });

  it("[L3] sees the platform's variables and its own, and nothing of the laptop's environment", async () => {
    const { invoke } = hostOf('exports.main_handler = async () => process.env;');

    const result = await invoke('it', {});

    expect(result.ok && result.value).toEqual({
      DATABASE_URL: 'postgres://127.0.0.1/x',
      TENCENTCLOUD_SECRETID: 'id',
      TENCENTCLOUD_SECRETKEY: 'key',
      TENCENTCLOUD_SESSIONTOKEN: 'token',
      TENCENTCLOUD_REGION: 'ap-guangzhou',
      TENCENTCLOUD_APPID: '1250000000',
      TENCENTCLOUD_UIN: '100000000001',
      TENCENTCLOUD_TZ: 'UTC',
      TENCENTCLOUD_RUNENV: 'SCF',
      SCF_RUNTIME: 'Nodejs20.19',
      SCF_FUNCTIONNAME: 'it',
      SCF_FUNCTIONVERSION: '$LATEST',
      SCF_NAMESPACE: 'default',
      USER_CODE_ROOT: `${folder}/`,
      PWD: `${folder}/`,
      LANG: 'en_US.UTF-8',
    });
  });

  it('[L2] runs module code once and keeps module state between events', async () => {
    const { invoke } = hostOf(`
      let events = 0;
      exports.main_handler = async (event, context) => { context.callbackWaitsForEmptyEventLoop = false; return ++events; };`);

    await invoke('it', {});
    const second = await invoke('it', {});

    expect(second).toMatchObject({ ok: true, value: 2 });
  });

  it('passes event and answer as JSON, so a date arrives as text and undefined as null', async () => {
    const { invoke } = hostOf(
      'exports.main_handler = async (event) => (event.at ? [typeof event.at, new Date(0)] : undefined);',
    );

    const dates = await invoke('it', { at: new Date(0) });
    const nothing = await invoke('it', {});

    expect(dates).toMatchObject({ ok: true, value: ['string', '1970-01-01T00:00:00.000Z'] });
    expect(nothing).toMatchObject({ ok: true, value: null });
  });

  it('lets a handler of three parameters answer by callback', async () => {
    const { invoke } = hostOf(`
      exports.main_handler = (event, context, callback) => {
        setTimeout(() => (event.bad ? callback(new Error('no')) : callback(null, 'yes')), 5);
      };`);

    const good = await invoke('it', {});
    const bad = await invoke('it', { bad: true });

    expect(good).toMatchObject({ ok: true, value: 'yes' });
    expect(bad).toMatchObject({ ok: false, kind: 'error', message: 'no' });
  });

  it('answers at once but takes the next event only when its event loop is empty', async () => {
    const { invoke } = hostOf(
      `let done = false;
       exports.main_handler = async () => {
         const before = done;
         setTimeout(() => { done = true; console.log('done'); }, 400);
         return before;
       };`,
      { maxInstancesPerFunction: 1 },
    );

    const first = await invoke('it', {});
    const linesAtReply = lines.length;
    const second = await invoke('it', {});

    expect(first).toMatchObject({ ok: true, value: false });
    expect(linesAtReply).toBe(0);
    expect(second).toMatchObject({ ok: true, value: true });
  });

  it('drops an event whose caller has gone before an instance took it, and runs the one behind it', async () => {
    const { invoke } = hostOf(
      `let events = 0;
       exports.main_handler = async (event) => { await new Promise((go) => setTimeout(go, event.ms)); return ++events; };`,
      { maxInstancesPerFunction: 1 },
    );
    const caller = new AbortController();

    const running = invoke('it', { ms: 300 });
    const dropped = invoke('it', { ms: 10_000 }, { signal: caller.signal });
    const behind = invoke('it', { ms: 0 });
    caller.abort();

    expect(await running).toMatchObject({ ok: true, value: 1 });
    expect(await behind).toMatchObject({ ok: true, value: 2 });
    expect(await dropped).toMatchObject({ ok: false, message: 'the client went away' });
  });

  it('takes the next event at once when callbackWaitsForEmptyEventLoop is false', async () => {
    const { invoke } = hostOf(
      `let done = false;
       exports.main_handler = async (event, context) => {
         context.callbackWaitsForEmptyEventLoop = false;
         setTimeout(() => { done = true; }, 150);
         return done;
       };`,
      { maxInstancesPerFunction: 1 },
    );

    await invoke('it', {});
    const second = await invoke('it', {});

    expect(second).toMatchObject({ ok: true, value: false });
  });

  it('is ended when its event loop is still busy at the time limit, although the caller has the reply', async () => {
    const { invoke } = hostOf(
      `const born = Date.now(); exports.main_handler = async () => { setTimeout(() => {}, 60_000); return born; };`,
      { timeoutSeconds: 0.2, maxInstancesPerFunction: 1 },
    );

    const first = await invoke('it', {});
    const second = await invoke('it', {});

    expect(first.ok && second.ok && first.value !== second.value).toBe(true);
  });

  it('forwards its output line by line, with the request id, before the reply', async () => {
    const { invoke } = hostOf(`
      exports.main_handler = async () => {
        console.log('one\\ntwo'); console.error('three'); process.stdout.write('fo'); process.stdout.write('ur');
      };`);

    await invoke('it', {}, { requestId: 'r-7' });

    expect(lines).toEqual([
      { requestId: 'r-7', line: 'one' },
      { requestId: 'r-7', line: 'two' },
      { requestId: 'r-7', line: 'three' },
      { requestId: 'r-7', line: 'four' },
    ]);
  });

  it('fails an event with the error of its handler, logs the stack, and stays warm', async () => {
    const { invoke } = hostOf(`
      let events = 0;
      exports.main_handler = async (event, context) => {
        context.callbackWaitsForEmptyEventLoop = false;
        events += 1;
        if (event.bad) throw new TypeError('broken');
        return events;
      };`);

    const bad = await invoke('it', { bad: true }, { requestId: 'r-8' });
    const next = await invoke('it', {});

    expect(bad).toMatchObject({ ok: false, kind: 'error', message: 'broken' });
    expect(lines[0]).toEqual({ requestId: 'r-8', line: 'TypeError: broken' });
    expect(next).toMatchObject({ ok: true, value: 2 });
  });
});

describe('the function host', () => {
  it('[L2] ends an instance that exceeds its timeout, and gives the next event a fresh one', async () => {
    const { invoke } = hostOf(
      `let events = 0;
       exports.main_handler = async (event) => { events += 1; if (event.loop) for (;;); return events; };`,
      { timeoutSeconds: 0.3, maxInstancesPerFunction: 1 },
    );
    await invoke('it', {});

    const loop = await invoke('it', { loop: true });
    const next = await invoke('it', {});

    expect(loop).toMatchObject({ ok: false, kind: 'timeout', message: 'the event took longer than 0.3 s' });
    expect(loop.durationMs).toBeGreaterThan(290);
    expect(next).toMatchObject({ ok: true, value: 1 });
  });

  it('ends an instance that exceeds its memory, and gives the next event a fresh one', async () => {
    const { invoke } = hostOf(
      `let events = 0;
       exports.main_handler = async (event) => {
         events += 1;
         const kept = [];
         while (event.eat) kept.push(new Array(10_000).fill(events));
         return events;
       };`,
      { memoryMb: 64, maxInstancesPerFunction: 1 },
    );
    await invoke('it', {});

    const eaten = await invoke('it', { eat: true });
    const next = await invoke('it', {});

    expect(eaten).toMatchObject({ ok: false, kind: 'memory', message: 'used more than 64 MB' });
    expect(next).toMatchObject({ ok: true, value: 1 });
  });

  it.each([
    ['process.exit', 'process.exit(3)', 'the process exited with code 3'],
    ['an unhandled rejection', "Promise.reject(new Error('lost')); await new Promise(() => {})", 'lost'],
    [
      'an exception in a timer',
      "setTimeout(() => { throw new Error('late') }, 1); await new Promise(() => {})",
      'late',
    ],
  ])('survives %s in a function', async (_, crash, message) => {
    const { invoke } = hostOf(
      `exports.main_handler = async (event) => { if (event.crash) { ${crash} } return 'well'; };`,
    );

    const crashed = await invoke('it', { crash: true });
    const next = await invoke('it', {});

    expect(crashed).toMatchObject({ ok: false, kind: 'error', message });
    expect(next).toMatchObject({ ok: true, value: 'well' });
  });

  it('fails events while module code throws or the export is missing', async () => {
    const throwing = await hostOf("throw new Error('no config');").invoke('it', {});
    await host?.stop();
    const nothing = await hostOf('exports.other = 1;').invoke('it', {});

    expect(throwing).toMatchObject({ ok: false, kind: 'error', message: 'no config' });
    expect(nothing).toMatchObject({
      ok: false,
      kind: 'error',
      message: `${folder}/index.js has no function main_handler`,
    });
  });

  it('limits the time of module code separately', async () => {
    const { invoke } = hostOf('for (;;);', { initTimeoutSeconds: 0.3 });

    const result = await invoke('it', {});

    expect(result).toMatchObject({ ok: false, kind: 'timeout', message: 'initialisation took longer than 0.3 s' });
  });

  it('gives each of several concurrent events its own instance', async () => {
    const { invoke } = hostOf(`
      let running = 0;
      exports.main_handler = async () => { running += 1; await new Promise((r) => setTimeout(r, 100)); return running--; };`);

    const results = await Promise.all([invoke('it', {}), invoke('it', {}), invoke('it', {})]);

    expect(results.map((result) => result.ok && result.value)).toEqual([1, 1, 1]);
  });

  it('queues events in order when all instances are busy', async () => {
    const { invoke } = hostOf(
      `let order = '';
       exports.main_handler = async (event) => { await new Promise((r) => setTimeout(r, 10)); return (order += event); };`,
      { maxInstancesPerFunction: 1 },
    );

    const results = await Promise.all(['a', 'b', 'c'].map((event) => invoke('it', event)));

    expect(results.map((result) => result.ok && result.value)).toEqual(['a', 'ab', 'abc']);
  });

  it('serves a waiting event from a fresh instance when the busy one dies', async () => {
    const { invoke } = hostOf('exports.main_handler = async (event) => { if (event) process.exit(1); return 1; };', {
      maxInstancesPerFunction: 1,
    });

    const [dead, waited] = await Promise.all([invoke('it', true), invoke('it', false)]);

    expect(dead).toMatchObject({ ok: false, kind: 'error' });
    expect(waited).toMatchObject({ ok: true, value: 1 });
  });

  it('takes an event of just 6 MB and refuses a longer event or reply', async () => {
    const { invoke } = hostOf("exports.main_handler = async (event) => event.length || 'x'.repeat(6 * 1024 * 1024);");
    const sixMegabytes = 'x'.repeat(6 * 1024 * 1024 - 2);

    const fits = await invoke('it', sixMegabytes);
    const tooLong = await invoke('it', `${sixMegabytes}x`);
    const longReply = await invoke('it', '');

    expect(fits).toMatchObject({ ok: true, value: 6_291_454 });
    expect(tooLong).toMatchObject({ ok: false, kind: 'event-size' });
    expect(longReply).toMatchObject({ ok: false, kind: 'reply-size' });
  });

  it('fails the event in work when the function is killed, and starts afresh', async () => {
    const { invoke, kill } = hostOf(
      'let n = 0; exports.main_handler = async (event) => { n += 1; if (event) await new Promise((r) => setTimeout(r, 5000)); return n; };',
    );
    await invoke('it', false);
    const working = invoke('it', true);
    await sleepMs(20);

    await kill('it');
    const next = await invoke('it', false);

    expect(await working).toMatchObject({ ok: false, kind: 'error', message: 'the instance was killed' });
    expect(next).toMatchObject({ ok: true, value: 1 });
  });

  it.each([[true], [false]])('collects garbage in its instances on demand: %s', async (isTold) => {
    setFlagsFromString('--expose-gc');
    const { invoke, collect, instances } = hostOf(
      `
      let made;
      exports.main_handler = async (event) => {
        if (event === 'make') made = new WeakRef({});
        return { isGone: made.deref() === undefined };
      };
    `,
      { maxInstancesPerFunction: 1 },
    );
    await invoke('it', 'make');
    setFlagsFromString('--no-expose-gc');

    if (isTold) collect();

    expect(await invoke('it', 'look')).toMatchObject({ value: { isGone: isTold } });
    const usedBytes = isTold ? expect.any(Number) : undefined;
    await expect.poll(instances, { timeout: 10_000 }).toEqual([{ id: 'it#1', usedBytes }]);
  });

  it('has as many instances as events at once, up to its most', async () => {
    const { invoke, instances } = hostOf('exports.main_handler = () => new Promise((r) => setTimeout(r, 200));', {
      maxInstancesPerFunction: 2,
    });
    const before = instances();

    await Promise.all([invoke('it', {}), invoke('it', {}), invoke('it', {})]);

    expect(before).toEqual([]);
    expect(instances().map(({ id }) => id)).toEqual(['it#1', 'it#2']);
  });

  it('fails working and waiting events when it stops, and later ones too', async () => {
    const { invoke, stop } = hostOf('exports.main_handler = () => new Promise((r) => setTimeout(r, 5000));', {
      maxInstancesPerFunction: 1,
    });
    const working = invoke('it', {});
    const waiting = invoke('it', {});
    await sleepMs(20);

    await stop();
    const later = await invoke('it', {});

    const stopped = { ok: false, kind: 'error', message: 'the platform was stopped' };
    expect([await working, await waiting, later]).toMatchObject([stopped, stopped, stopped]);
  });
});

describe('an instance in a process of its own', () => {
  const own = (source: string, settings: Parameters<typeof hostOf>[1] = {}) =>
    hostOf(source, { ownProcesses: true, maxInstancesPerFunction: 1, ...settings });

  it('[L3] has the same variables as a thread, runs in the directory of its code, and finds no package of the project', async () => {
    const source = `
      const found = (name) => { try { return require.resolve(name); } catch { return 'not deployed'; } };
      exports.main_handler = async () => ({ names: Object.keys(process.env), at: process.cwd(), sharp: found('sharp') });`;

    const inThread = await hostOf(source).invoke('it', {});
    await host?.stop();
    const inProcess = await own(source).invoke('it', {});

    const names = inThread.ok ? (inThread.value as { names: string[] }).names : [];
    expect(names).toContain('DATABASE_URL');
    expect(inProcess.ok && inProcess.value).toEqual({
      names: expect.arrayContaining(names),
      at: realpathSync(folder),
      sharp: 'not deployed',
    });
    expect(inProcess.ok && (inProcess.value as { names: string[] }).names).toHaveLength(names.length);
  });

  it('stays warm, forwards its lines, and takes the next event only when its event loop is empty', async () => {
    const { invoke } = own(`
      let events = 0, done = true;
      exports.main_handler = async () => {
        const was = done; done = false; setTimeout(() => { done = true; }, 50);
        console.log('event', ++events); return was;
      };`);

    const results = [await invoke('it', {}, { requestId: 'r-1' }), await invoke('it', {}, { requestId: 'r-2' })];

    expect(results).toMatchObject([
      { ok: true, value: true },
      { ok: true, value: true },
    ]);
    expect(lines).toEqual([
      { requestId: 'r-1', line: 'event 1' },
      { requestId: 'r-2', line: 'event 2' },
    ]);
  });

  it('is replaced when it times out, runs out of memory, or exits', async () => {
    const { invoke } = own(
      `exports.main_handler = async (event) => {
         const kept = [];
         while (event.eat) kept.push(new Array(10_000).fill(0));
         while (event.loop);
         if (event.exit) process.exit(3);
         return 'well';
       };`,
      { memoryMb: 64, timeoutSeconds: 2 },
    );

    const ended = [
      await invoke('it', { loop: true }),
      await invoke('it', { eat: true }),
      await invoke('it', { exit: 1 }),
    ];

    expect(ended).toMatchObject([
      { kind: 'timeout' },
      { kind: 'memory' },
      { message: 'the process exited with code 3' },
    ]);
    expect(await invoke('it', {})).toMatchObject({ ok: true, value: 'well' });
  });
});
