import { statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Stryker } from '@stryker-mutator/core';
import { ROOT } from '../deploy/root.ts';
import { runCommand } from './run-command.ts';
import { USAGES } from './usages.mjs';

const USAGE = USAGES.mutate;

/** What is mutated: the domain, and the readers of a vendor's replies, whose tests need no server. */
const PLACES = ['shared/domain', 'shared/adapters/tencent/ocr'];

interface StrykerOptions {
  /** Files, with or without lines, and globs; `!` takes away. */
  readonly mutate: string[];
  readonly force: boolean;
}

type Mutants = Awaited<ReturnType<Stryker['runMutationTest']>>;

const options = { force: { type: 'boolean', default: false } } as const;

/**
 * Stryker's options on top of stryker.config.mjs.
 *
 * @throws Error with a message for an unknown option, for no path, and for a path outside of them.
 */
export function strykerOptions(args: readonly string[]): StrykerOptions {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length === 0) throw new Error(USAGE);
  return { mutate: [...positionals.map(patternOf), '!**/*.test.ts', '!**/*cases.ts'], force: values.force };
}

/** A file, optionally with its lines (`mask.ts:3-9`), or all files of a directory. */
function patternOf(place: string): string {
  const [, file = '', lines = ''] = /^(.*?)(:\d+-\d+)?$/.exec(place) ?? [];
  const path = relative(ROOT, resolve(ROOT, file)).replaceAll('\\', '/');
  const stat = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!stat || !PLACES.some((folder) => `${path}/`.startsWith(`${folder}/`)))
    throw new Error(`${PLACES.join('、')} 中没有 ${place}。\n${USAGE}`);
  return stat.isDirectory() ? `${path}/**/*.ts` : path + lines;
}

/** Whether no test noticed a mutant in the given paths. The results also contain those of earlier runs in other files. */
export function hasSurvivor(mutants: Mutants, { mutate }: Pick<StrykerOptions, 'mutate'>): boolean {
  const paths = mutate.map((pattern) => join(ROOT, pattern.replace(/(\*\*\/\*\.ts|:\d+-\d+)$/, '')));
  return mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .some(({ fileName }) => paths.some((path) => fileName.startsWith(path)));
}

async function main(): Promise<void> {
  const wanted = strykerOptions(process.argv.slice(2));
  const stryker = await import('@stryker-mutator/core');
  const mutants = await new stryker.Stryker({ ...wanted }).runMutationTest();
  if (hasSurvivor(mutants, wanted)) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) runCommand(main);
