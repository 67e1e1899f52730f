import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { runChecks } from './checks.mjs';
import { path, ROOT, readJson, run, runTypeScript } from './node-process.mjs';

export const VITEST = 'node_modules/vitest/vitest.mjs';

/** The projects of vitest.config.ts that a suite has. */
const PROJECTS = {
  test: ['domain', 'database', 'service', 'laptop', 'browser'],
  'test:tools': ['tools-*'],
  'test:journeys': ['journey'],
};

/**
 * Runs the suites of a command, the later ones also after a failed test, so that the sum is complete. What the machine lacks
 * is said before the first test. `npm test` with names of test files runs those of any project, once. What came of a whole
 * command stands in `.data/tests`.
 */
export async function runSuites(command, args) {
  const suites = command === 'test:gate' ? ['test', 'test:tools'] : [command];
  const startedMs = performance.now();
  const namesFiles = args.some((arg) => !arg.startsWith('-'));
  if (namesFiles && command === 'test') return conclude([await runVitest(args)]);
  const namesProjects = args.some((arg) => arg.startsWith('--project'));
  const browser = namesFiles || namesProjects ? 0 : await runTypeScript('tools/browser.ts', []);
  if (browser !== 0) return conclude([failedRun(browser, 'a browser for the tests')]);
  const runs = [];
  for (const suite of suites) {
    const projects = namesProjects ? [] : PROJECTS[suite].map((project) => `--project=${project}`);
    runs.push(await runSuite(suite, [...projects, ...args]));
    if (runs.at(-1).cutOff) break;
  }
  if (namesFiles) return conclude(runs);
  const flaky = await runAgain(runs, args);
  keepResult(command, runs, { flaky, minutes: (performance.now() - startedMs) / 60_000 });
  if (command === 'test:gate') tellJourneys();
  return conclude(runs, flaky);
}

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
  for (const { run } of failed) if (failuresIn(run).length === 0) run.code = 0;
  return flaky;
}

const hasFailed = ({ failures }) => failures.length > 0;
const failuresOf = ({ file, failures }) => failures.map((failure) => `${relative(ROOT, file)}: ${failure}`);
const failuresIn = ({ files, outside }) => [...files.flatMap(failuresOf), ...outside];
const passedIn = ({ files }) => files.reduce((sum, { passed }) => sum + passed, 0);
const isEmpty = (run) => passedIn(run) + failuresIn(run).length === 0;

/** So many files are named at the end, because they are where a run can become shorter. */
const SLOWEST = 10;

/** The files that took longest, with their seconds. */
const slowestOf = (files) =>
  files
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, SLOWEST)
    .map(({ file, milliseconds }) => ({ file: relative(ROOT, file), seconds: (milliseconds / 1000).toFixed(1) }));

function printSlowest(files) {
  console.log('\n最慢的十个文件 slowest files');
  for (const { file, seconds } of slowestOf(files)) console.log(`${seconds.padStart(6)} s  ${file}`);
}

/** Keeps what came of a command, so that what is flaky can be counted over the days: `.data/tests/test-gate.json`. */
function keepResult(command, runs, { flaky, minutes }) {
  if (runs.some(({ cutOff }) => cutOff)) return;
  const result = {
    commit: spawnSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).stdout?.trim() ?? null,
    date: new Date().toISOString(),
    minutes: Math.round(minutes * 10) / 10,
    passed: runs.reduce((sum, run) => sum + passedIn(run), 0),
    failed: runs.flatMap(failuresIn),
    flaky,
    notRun: command === 'test:gate' ? journeys() : undefined,
    slowest: slowestOf(runs.flatMap(({ files }) => files)),
  };
  mkdirSync(path('.data/tests'), { recursive: true });
  writeFileSync(path('.data/tests', `${command.replace(':', '-')}.json`), JSON.stringify(result, null, 2));
}

/** How many files the journeys have, and how many tests these have written out. They are too long to decide what lands. */
function journeys() {
  const files = readdirSync(ROOT, { recursive: true }).filter(
    (file) => file.endsWith('.journey.test.ts') && !/(^|[\\/])(node_modules|\.data|build)[\\/]/.test(file),
  );
  const tests = files.flatMap((file) => readFileSync(path(file), 'utf8').match(/^ *it[.(]/gm) ?? []);
  return { journeys: files.length, tests: tests.length };
}

function tellJourneys() {
  const { journeys: files, tests } = journeys();
  console.log(`\n没有运行 not run here: ${tests} tests of ${files} journeys (npm run test:journeys)`);
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
