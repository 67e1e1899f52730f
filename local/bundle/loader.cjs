/**
 * `index.js` in the folder of every function. Runs `function.js`, and the libraries beside it that it asks for, by the code that V8 made
 * of them when they were bundled (code-cache.ts). Where that is missing, or V8 refuses it, they are compiled as usual.
 */
'use strict';

const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

/** Ends a script and begins the code that was made of it. */
const STAMP_LENGTH = 64;
/** A size of the heap among Node's flags. */
const SIZE = /^--(max|min)[-_](heap|old[-_]space|semi[-_]space)[-_]size(?==)/;

setSizesBack();
const loaded = new Map();
module.exports = load('function');

function load(name) {
  if (!loaded.has(name)) loaded.set(name, run(name));
  return loaded.get(name);
}

function run(name) {
  const file = `${__dirname}/${name}.js`;
  // ASCII: compile.ts sees to it.
  const source = readFileSync(file, 'latin1');
  const cachedData = codeOf(name, source.slice(-STAMP_LENGTH));
  // With V8's code comes the name that the script had when it was compiled, wherever it lies now.
  const script = new Script(source, { filename: `${name}.js`, cachedData });
  if (script.cachedDataRejected) tell(name);
  if (process.sourceMapsEnabled) registerSourceMap(name);
  const module = { exports: {} };
  script.runInThisContext().call(module.exports, module.exports, requireBeside, module, file, __dirname);
  return module.exports;
}

function requireBeside(id) {
  return id.startsWith('./') ? load(id.slice('./'.length, -'.js'.length)) : require(id);
}

/** The code made of just this script: V8 itself compares no more than lengths. */
function codeOf(name, stamp) {
  let cache;
  try {
    cache = readFileSync(`${__dirname}/${name}.cache`);
  } catch {
    return undefined;
  }
  return cache.toString('latin1', 0, STAMP_LENGTH) === stamp ? cache.subarray(STAMP_LENGTH) : undefined;
}

/**
 * V8 takes code only under the flags that it was made with, and counts the heap's sizes among them, on which no code depends. They took
 * effect when the process started; set back, they change nothing but that.
 */
function setSizesBack() {
  for (const flag of nodeFlags()) {
    const [size] = SIZE.exec(flag) ?? [];
    if (size) require('node:v8').setFlagsFromString(`${size}=0`);
  }
}

function nodeFlags() {
  const given = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(' ')];
  return given.filter((one) => one.startsWith('--'));
}

/** A line as shared/edge/log.ts writes them, for the operator: docs/operations.md, "The code cache". */
function tell(name) {
  const engine = [process.versions.v8, ...nodeFlags().filter((flag) => !SIZE.test(flag))].join(' ');
  const line = { level: 'warn', function: process.env.SCF_FUNCTIONNAME ?? '', requestId: '', operation: name };
  console.log(JSON.stringify({ ...line, failure: 'code-cache-refused', vendorCode: engine }));
}

/** Node finds the maps of modules by itself, and of other scripts only those of evaluated text. */
function registerSourceMap(name) {
  const { pathname } = require('node:url').pathToFileURL(`${__dirname}/${name}.js.map`);
  new Function(`//# sourceURL=${name}.js\n//# sourceMappingURL=${pathname}`);
}
