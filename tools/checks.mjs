import { existsSync } from 'node:fs';
import { path, run } from './node-process.mjs';

export const BIOME = 'node_modules/@biomejs/biome/bin/biome';
export const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';
/** Biome knows no WXSS; tests/miniprogram/markup.test.ts lints WXML. */
export const WXSS = 'miniprogram/src/**/*.wxss';

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

/** Style and types: all of them, so that one run tells everything. */
export async function runChecks() {
  const waiting = [...CHECKS];
  let failed = 0;
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) failed = (await run(check)) || failed;
  };
  await Promise.all([lane(), lane()]);
  return failed;
}
