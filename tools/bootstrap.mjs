/**
 * The entry of every npm script: `node tools/bootstrap.mjs <command> [arguments]`. It uses no package, so that it runs
 * on a fresh clone with nothing but Node.js. It checks the Node.js version, installs the packages unless those of
 * package-lock.json are installed, and runs the command, whose exit code it returns.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BIOME, PRETTIER, runChecks, WXSS } from './checks.mjs';
import { path, ROOT, readJson, run, runTypeScript, wait } from './node-process.mjs';
import { runSuites, VITEST } from './suites.mjs';
import { USAGES } from './usages.mjs';

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
  test: (args) => runSuites('test', args),
  'test:tools': (args) => runSuites('test:tools', args),
  'test:journeys': runJourneys,
  'test:gate': (args) => runSuites('test:gate', args),
  'test:watch': (args) => run([VITEST, 'watch', '--project=domain', '--project=tools-domain', ...args]),
  check: runChecks,
  format: async () => (await run([BIOME, 'check', '--write', '.'])) || run([PRETTIER, '--write', WXSS]),
};

/** One journey runs under other Node.js lines, which are too big to come with the packages. Without them it alone fails. */
async function runJourneys(args) {
  await installPackages('tests/node-lines').catch((error) => console.error(error.message));
  return runSuites('test:journeys', args);
}

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

/** What a copy of `.env.example` left empty. An unset variable is none: a plan needs none of them. */
function refuseUnfilled() {
  const example = readFileSync(path('.env.example'), 'utf8');
  const unfilled = [...example.matchAll(/^# (.*)\n([A-Z_]+)=$/gm)].filter(([, , name]) => process.env[name] === '');
  if (unfilled.length === 0) return;
  const lines = unfilled.map(([, meaning, name]) => `  ${name}：${meaning}`);
  throw new Error(
    `.env 里还有没填的变量，什么也没做：\n${lines.join('\n')}\n填好后重新读入（set -a; . ./.env; set +a），再运行一次。`,
  );
}

/** The CLI takes only a description that is in its working directory. */
function runServerless(command, args) {
  const given = args.flatMap((arg) => (arg.startsWith('--config=') ? ['--config', arg.slice(9)] : [arg]));
  const place = given.indexOf('--config') + 1;
  const config = resolve(ROOT, place > 0 ? (given[place] ?? '') : 'serverless.yml');
  if (!existsSync(config)) throw new Error(`找不到 ${config}。`);
  refuseUnfilled();
  if (place > 0) given[place] = config;
  return run([path('node_modules/serverless/bin/serverless.js'), command, ...given], { folder: dirname(config) });
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
