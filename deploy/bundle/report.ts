import { stat } from 'node:fs/promises';
import { BUDGETS } from './budgets.ts';
import type { Bundle } from './bundle-functions.ts';

const KIB = 1024;

/** Parts that must not get into a bundle. */
const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  "zod's languages": /zod\/v4\/locales\/(?!en\.|index\.)/,
  'all of the cloud SDK': /tencentcloud-sdk-nodejs\/(tencentcloud\/)?(index|services\/index|services\/\w+\/index)\.js/,
  'other databases': /kysely\/dist\/esm\/dialect\/(mssql|mysql|sqlite)\//,
  'tests and stand-ins': /^(local|packages|tools|tests|bench)\/|\.(test|suite)\.ts$/,
};

export interface BundleReport {
  readonly name: string;
  /** Size of all scripts. */
  readonly bytes: number;
  readonly scripts: number;
  /** By package or directory, the largest first. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
  readonly forbidden: readonly string[];
  readonly ok: boolean;
}

/** Measures a function's scripts and checks their contents. */
export async function reportOf(
  name: string,
  { scripts, inputs }: Pick<Bundle, 'scripts' | 'inputs'>,
): Promise<BundleReport> {
  const sizes = await Promise.all(scripts.map(async (path) => (await stat(path)).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const has = (pattern: RegExp) => Object.keys(inputs).some((path) => pattern.test(path));
  const forbidden = Object.keys(FORBIDDEN).filter((what) => has(FORBIDDEN[what] as RegExp));
  if (has(/node_modules\/@aws-sdk\//) && has(/node_modules\/cos-nodejs-sdk-v5\//)) forbidden.push('both object stores');
  const ok = bytes <= BUDGETS.functionScripts && forbidden.length === 0;
  return { name, bytes, scripts: scripts.length, parts: partsOf(inputs), forbidden, ok };
}

function partsOf(inputs: Bundle['inputs']): BundleReport['parts'] {
  const bytesOf = new Map<string, number>();
  for (const [path, bytes] of Object.entries(inputs))
    bytesOf.set(partOf(path), (bytesOf.get(partOf(path)) ?? 0) + bytes);
  return [...bytesOf].map(([name, bytes]) => ({ name, bytes })).sort((first, second) => second.bytes - first.bytes);
}

/** The package that a file belongs to, or our directory: `kysely`, `@middy/core`, `shared/domain`. */
function partOf(path: string): string {
  const [, inPackage] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  return inPackage ?? path.split('/').slice(0, 2).join('/');
}

const kib = (bytes: number): string => (bytes / KIB).toFixed(bytes < 10 * KIB ? 1 : 0);
const PARTS_SHOWN = 5;

/** A row for each function, below a row of headings. */
export const reportRows = (reports: readonly BundleReport[]): readonly (readonly string[])[] => [
  ['function', 'KiB', 'scripts', 'limit', '', 'most of it'],
  ...reports.map(({ name, bytes, scripts, parts, forbidden, ok }) => [
    name,
    kib(bytes),
    String(scripts),
    `≤ ${kib(BUDGETS.functionScripts)}`,
    ok ? 'ok' : bytes > BUDGETS.functionScripts ? 'OVER' : `HAS ${forbidden.join(', ')}`,
    parts
      .slice(0, PARTS_SHOWN)
      .map((part) => `${part.name} ${kib(part.bytes)}`)
      .join(', '),
  ]),
];
