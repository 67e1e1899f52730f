/**
 * The entry of every npm script: `node tools/bootstrap.mjs <command> [arguments]`. It uses no package, so that it runs
 * on a fresh clone with nothing but Node.js. It checks the Node.js version, installs the packages unless those of
 * package-lock.json are installed, and runs the command, whose exit code it returns.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { USAGES } from './usages.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const path = (...parts) => join(ROOT, ...parts);
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** How a command runs that is no program of its own name in `tools/`. */
const COMMANDS = {
  start: (args) => runTypeScript('local/start.ts', args),
  'build:web': (args) => runTypeScript('deploy/bundle/build-web.ts', args),
  'build:desk': (args) => runTypeScript('deploy/bundle/build-web.ts', ['--desk', ...args]),
  'build:miniprogram': (args) => runTypeScript('deploy/bundle/build-mini-program.ts', args),
  'dev:web': (args) => run(['node_modules/vite/bin/vite.js', 'web', ...args]),
  // It measures what is left after a collection of garbage.
  fuzz: (args) => run(['--expose-gc', '--import', 'tsx', 'tools/fuzz.ts', ...args]),
  secrets: (args) => runTypeScript('tools/with-secrets.ts', args),
  bench: (args) => runTypeScript('bench/run.ts', args),
  plan: (args) => runServerless('plan', args),
  deploy: (args) => runServerless('deploy', args),
  test: (args) => runSuites(['test'], args),
  'test:tools': (args) => runSuites(['test:tools'], args),
  'test:journeys': (args) => runSuites(['test:journeys'], args),
  'test:gate': (args) => runSuites(['test', 'test:tools'], args, tellJourneys),
  'test:watch': (args) => run([VITEST, 'watch', '--project=domain', '--project=tools-domain', ...args]),
  check: runChecks,
  format: async () => (await run([BIOME, 'check', '--write', '.'])) || run([PRETTIER, '--write', WXSS]),
};

const BIOME = 'node_modules/@biomejs/biome/bin/biome';
const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';
/** Biome knows no WXSS; tests/miniprogram/markup.test.ts lints WXML. */
const WXSS = 'miniprogram/src/**/*.wxss';
const VITEST = 'node_modules/vitest/vitest.mjs';

async function main([command, ...args]) {
  refuseOtherNode();
  if (!Object.hasOwn(USAGES, command))
    throw new Error(`用法 (usage): node tools/bootstrap.mjs <${Object.keys(USAGES).join('|')}> [参数]`);
  const run = COMMANDS[command] ?? ((given) => runTypeScript(`tools/${command}.ts`, given));
  // What follows a second `--` is a command of its own, as in `npm run secrets -- name -- npm run deploy --stage trial`.
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  if (own.includes('--help')) return console.log(USAGES[command]);
  const unknown = own.find((arg) => arg.startsWith('-') && !isNamed(arg, USAGES[command]));
  if (unknown) {
    console.error(`npm run ${command} 没有选项 ${unknown.split('=')[0]}，用 npm run ${command} -- --help 查看用法。`);
    return MISUSED;
  }
  await installPackages();
  return run(args);
}

/** Exit code of a command that was called wrongly. */
const MISUSED = 2;

/** Whether a usage names the option of an argument such as `--port`, `--port=0` or `-t`. */
const isNamed = (arg, usage) => usage.split(/[^\w-]+/).includes(arg.split('=')[0]);

/** The range of package.json has the form `^20.19.0 || ^22.13.0 || >=24.0.0`. */
function refuseOtherNode() {
  const range = readJson(path('package.json')).engines.node;
  if (range.split(' || ').some(includesNode)) return;
  const newest = Math.max(...range.split(' || ').map((line) => Number.parseInt(line.match(/\d+/)[0], 10)));
  throw new Error(
    `需要 Node.js ${range}，当前是 ${process.version}。请安装 Node.js ${newest}（例如 nvm install ${newest}）后重试。\n` +
      `Node.js ${range} is needed, this is ${process.version}. Install Node.js ${newest} (for example: nvm install ${newest}).`,
  );
}

/** Whether this Node.js is in a range such as `>=24.0.0`, or `^20.19.0`, which ends with its line. */
function includesNode(range) {
  const [major, minor] = range.match(/\d+/g).map(Number);
  const [isMajor, isMinor] = process.versions.node.split('.').map(Number);
  return isMajor === major ? isMinor >= minor : range.startsWith('>=') && isMajor > major;
}

/** Installs a folder's packages under a lock, so that two concurrent commands do not install over each other. */
async function installPackages(folder = '.') {
  if (packagesFit(folder)) return;
  const unlock = await lock(path('.data', 'install.lock'));
  try {
    if (packagesFit(folder)) return;
    console.log('正在安装依赖（npm ci，通常需要二十秒到两分钟）… installing packages, usually 20 to 120 s');
    const code = await npm(folder === '.' ? ['ci'] : ['ci', '--prefix', folder]);
    if (code !== 0) throw new Error('依赖安装失败，请检查网络和 npm 源后重试。Packages could not be installed.');
  } finally {
    unlock();
  }
}

/**
 * Whether node_modules holds the packages of package-lock.json. npm writes its own record of an installation last, so
 * interrupted and manual installations are recognized. Optional packages count when they are for this machine; those
 * that also require a C library are left to npm.
 */
function packagesFit(folder) {
  const record = path(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readJson(record).packages;
  return Object.entries(readJson(path(folder, 'package-lock.json')).packages).every(
    ([name, wanted]) =>
      name === '' ||
      (wanted.optional && !isForThisMachine(wanted)) ||
      (installed[name]?.version === wanted.version && installed[name]?.integrity === wanted.integrity),
  );
}

const isForThisMachine = ({ os, cpu, libc }) =>
  [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch) && libc === undefined;

/** The npm that started us, or else the one on the path. */
function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli && basename(cli) === 'npm-cli.js') return run([cli, ...args]);
  return wait(spawn('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' }));
}

/** Takes a lock file that holds its owner's process id; takes it over when the owner is gone. */
async function lock(file) {
  mkdirSync(dirname(file), { recursive: true });
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (attempt === 1)
      console.log('另一个进程正在安装依赖，等待它完成… waiting for another process to install the packages');
    if (isAbandoned(file)) rmSync(file, { force: true });
    await sleep(200 + Math.random() * 100);
  }
}

function isAbandoned(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    // Just created; the owner's id is not written yet.
    if (!owner) return Date.now() - statSync(file).mtimeMs > 5000;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** The CLI takes only a description that is in its working directory. */
function runServerless(command, args) {
  const given = args.flatMap((arg) => (arg.startsWith('--config=') ? ['--config', arg.slice(9)] : [arg]));
  const place = given.indexOf('--config') + 1;
  const config = resolve(ROOT, place > 0 ? (given[place] ?? '') : 'serverless.yml');
  if (!existsSync(config)) throw new Error(`找不到 ${config}。`);
  if (place > 0) given[place] = config;
  return run([path('node_modules/serverless/bin/serverless.js'), command, ...given], { folder: dirname(config) });
}

const runTypeScript = (file, args) => run(['--import', 'tsx', file, ...args]);

/** The longest first: two run side by side. */
const CHECKS = [
  ['node_modules/typescript/bin/tsc'],
  ['node_modules/vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', 'web'],
  // The folder of the desk may have been deleted.
  ...(existsSync(path('desk')) ? [['node_modules/vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', 'desk/page']] : []),
  ['node_modules/typescript/bin/tsc', '-p', 'miniprogram'],
  ['node_modules/typescript/bin/tsc', '-p', 'packages/mini-program-simulator/browser'],
  [BIOME, 'check', '.'],
  [PRETTIER, '--check', WXSS],
];

/** Style and types; after one that fails no other begins. */
async function runChecks() {
  const waiting = [...CHECKS];
  let failed = 0;
  const lane = async () => {
    for (let check = waiting.shift(); check && failed === 0; check = waiting.shift())
      failed = (await run(check)) || failed;
  };
  await Promise.all([lane(), lane()]);
  return failed;
}

/** The projects of vitest.config.ts that a command runs. */
const SUITES = {
  test: ['domain', 'database', 'service', 'laptop', 'browser'],
  'test:tools': ['tools-*'],
  'test:journeys': ['journey'],
};

/**
 * Runs the tests of commands, the later ones also after a failed test, so that the sum is complete. What the machine lacks
 * is said before the first test. `npm test` with names of test files runs those of any project, once.
 */
async function runSuites(names, args, tellMore = () => {}) {
  const namesFiles = args.some((arg) => !arg.startsWith('-'));
  if (namesFiles && names[0] === 'test') return conclude([await runVitest(args)]);
  const namesProjects = args.some((arg) => arg.startsWith('--project'));
  const browser = namesFiles || namesProjects ? 0 : await runTypeScript('tools/browser.ts', []);
  if (browser !== 0) return conclude([failedRun(browser, 'a browser for the tests')]);
  if (names.includes('test:journeys')) await installNodeLines();
  const runs = [];
  for (const name of names) {
    const projects = namesProjects ? [] : SUITES[name].map((project) => `--project=${project}`);
    runs.push(await runSuite(name, [...projects, ...args]));
    if (runs.at(-1).cutOff) break;
  }
  const flaky = namesFiles ? [] : await runAgain(runs, args);
  tellMore();
  return conclude(runs, flaky);
}

/** One journey runs under other Node.js lines, which are too big to come with the packages. Without them it alone fails. */
const installNodeLines = () => installPackages('tests/node-lines').catch((error) => console.error(error.message));

/** Style and types come before the tests of `npm test`. A failed check counts as one failed test. */
async function runSuite(name, args) {
  const code = name === 'test' ? await runChecks() : 0;
  return code === 0 ? runVitest(args) : failedRun(code, 'npm run check');
}

/** What came of a run in which something failed that is no file of tests. */
const failedRun = (code, failure) => ({ code, files: [], outside: [failure] });

/**
 * Runs tests, without any network but loopback where possible: what came of each file (tools/test-reporter.mjs). A run
 * without a report was cut off, since the report comes when all tests have ended.
 */
async function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'icp-filing-test-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['default', path('tools/test-reporter.mjs')].map((name) => `--reporter=${name}`);
    const enter = closedNetwork();
    const code = await run([VITEST, 'run', ...reporters, `--outputFile=${file}`, ...args], { enter });
    if (code > 128 || !existsSync(file)) return { code, cutOff: true };
    const report = readJson(file);
    if (report.files.length > SLOWEST) printSlowest(report.files);
    return { code, ...report };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** More failed files than these are no chance. */
const MOST_AGAIN = 8;

/**
 * Runs each file that failed once more, alone on the machine and from its beginning, after all others, since load and
 * chance fail a file too. What passes now counts as passed; what had failed of it is returned, to be told as flaky. Nothing
 * runs again where more failed than single files.
 */
async function runAgain(runs, args) {
  if (runs.some((run) => run.cutOff || isEmpty(run) || run.outside.length > 0)) return [];
  const failed = runs.flatMap((run) => run.files.filter(hasFailed).map((end) => ({ run, end })));
  if (failed.length > MOST_AGAIN) return [];
  const flaky = [];
  for (const { run, end } of failed) {
    console.log(`\n再单独运行一次 once more, alone: ${relative(ROOT, end.file)}`);
    const again = await runVitest([...args, end.file]);
    const second = again.files?.find(({ file }) => file === end.file);
    if (again.code !== 0 || !second?.passed) continue;
    flaky.push(...failuresOf(end));
    run.files.splice(run.files.indexOf(end), 1, second);
  }
  for (const run of runs) if (failuresIn(run).length === 0) run.code = 0;
  return flaky;
}

const hasFailed = ({ failures }) => failures.length > 0;
const failuresOf = ({ file, failures }) => failures.map((failure) => `${relative(ROOT, file)}: ${failure}`);
const failuresIn = ({ files, outside }) => [...files.flatMap(failuresOf), ...outside];
const passedIn = ({ files }) => files.reduce((sum, { passed }) => sum + passed, 0);
const isEmpty = (run) => passedIn(run) + failuresIn(run).length === 0;

/** So many files are named at the end, because they are where a run can become shorter. */
const SLOWEST = 10;

function printSlowest(files) {
  const slowest = files.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, SLOWEST);
  console.log('\n最慢的十个文件 slowest files');
  for (const { file, milliseconds } of slowest)
    console.log(`${(milliseconds / 1000).toFixed(1).padStart(6)} s  ${relative(ROOT, file)}`);
}

/** The journeys are too long to decide what lands: their files, and the tests that these have written out. */
function tellJourneys() {
  const files = readdirSync(ROOT, { recursive: true }).filter(
    (file) => file.endsWith('.journey.test.ts') && !/(^|[\\/])(node_modules|\.data|build)[\\/]/.test(file),
  );
  const tests = files.flatMap((file) => readFileSync(path(file), 'utf8').match(/^ *it[.(]/gm) ?? []);
  console.log(`\n没有运行 not run here: ${tests.length} tests of ${files.length} journeys (npm run test:journeys)`);
}

/**
 * Ends with a line `N passed, N failed`, the sum of all runs, after the names of what failed or was flaky, which may
 * stand far above; with a sentence after a cut-off or without tests.
 */
function conclude(runs, flaky = []) {
  const code = runs.find((run) => run.code !== 0)?.code ?? 0;
  if (runs.some(({ cutOff }) => cutOff)) {
    console.error('\n测试中断，没有结果。 The tests were cut off: there is no result.');
    return code || 1;
  }
  if (runs.some(isEmpty)) {
    console.error('\n没有运行任何测试。 No test ran.');
    return code || 1;
  }
  const failures = runs.flatMap(failuresIn);
  if (code !== 0 && failures.length === 0) failures.push('an error outside of every test');
  for (const failure of flaky) console.log(`flaky: ${failure}`);
  for (const failure of failures) console.log(`failed: ${failure}`);
  console.log(`\n${runs.reduce((sum, run) => sum + passedIn(run), 0)} passed, ${failures.length} failed`);
  return code || (failures.length === 0 ? 0 : 1);
}

/** Commands that enter a network namespace with loopback only: for root, and for a user who may create one. */
const CLOSED_NETWORKS = [
  ['unshare', '--net'],
  ['unshare', '--user', '--map-current-user', '--keep-caps', '--net'],
].map((enter) => [...enter, 'sh', '-c', 'PATH=$PATH:/usr/sbin:/sbin ip link set lo up && exec "$@"', 'sh']);

/**
 * The prefix for a command that may reach loopback only [L6]; empty, with a message, where no namespace can be created.
 */
function closedNetwork() {
  const found = CLOSED_NETWORKS.find(([program, ...args]) => spawnSync(program, [...args, 'true']).status === 0);
  if (!found) {
    console.log(
      '这台机器不能隔离网络（需要 Linux、unshare 和 ip），测试照常运行，但不检查它们是否只用本机地址。\n' +
        'No network namespace can be made here; the tests run, but it is not checked that they need loopback only.',
    );
  }
  return found ?? [];
}

/**
 * Runs Node.js in the platform's time zone, UTC, and returns its exit code. In Linux's memory allocator each thread
 * that decodes pictures or runs models would keep its own reserve: 50 MB more for the OCR engine.
 */
function run(args, { enter = [], folder = ROOT } = {}) {
  const [program, ...rest] = [...enter, process.execPath, ...args];
  const env = { MALLOC_ARENA_MAX: '2', ...process.env, TZ: 'UTC' };
  return wait(spawn(program, rest, { cwd: folder, stdio: 'inherit', env }));
}

/** A signal often arrives twice, from terminal and npm; the child gets it once, and again when it is repeated later. */
const SAME_SIGNAL_MS = 500;

/** Waits for the child to exit and returns its exit code. Signals that end this process are forwarded to the child. */
function wait(child) {
  const forwards = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    let lastMs = -SAME_SIGNAL_MS;
    const forward = () => {
      // On Ctrl-C a terminal signals the child too.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      if (performance.now() - lastMs >= SAME_SIGNAL_MS) child.kill(signal);
      lastMs = performance.now();
    };
    process.on(signal, forward);
    return { signal, forward };
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, killedBy) => {
      for (const { signal, forward } of forwards) process.off(signal, forward);
      resolve(code ?? 128 + constants.signals[killedBy]);
    });
  });
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
