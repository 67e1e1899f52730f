import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { textTable } from '../text-table.ts';
import type { Script } from './compile.ts';

const KIB = 1024;
/** Half a megabyte where a cloud's client is in, half of it where the database's driver is all. */
const MAX_BYTES = { withClient: 500 * KIB, withoutClient: 250 * KIB };
const CLIENT = /node_modules\/(cos-nodejs-sdk-v5|tencentcloud-sdk-nodejs|@aws-sdk)\//;

/** Whether a function can call a cloud. */
export const hasClient = (bundle: WithLibraries): boolean => pathsIn(bundle).some((path) => CLIENT.test(path));

const pathsIn = ({ inputs, libraries }: WithLibraries): readonly string[] =>
  [inputs, ...libraries.map((one) => one.inputs)].flatMap(Object.keys);

/** What has no business in a bundle: it came along with something, or our own replacement no longer fits. */
const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  "zod's languages": /zod\/v4\/locales\/(?!en\.|index\.)/,
  'all of the cloud SDK': /tencentcloud-sdk-nodejs\/(tencentcloud\/)?(index|services\/index|services\/\w+\/index)\.js/,
  "the cloud SDKs' HTTP":
    /node_modules\/(node-fetch|whatwg-url|tr46|https-proxy-agent|request|tough-cookie|psl|sshpk|mime-db)\//,
  'other databases': /kysely\/dist\/esm\/dialect\/(mssql|mysql|sqlite)\//,
  'a dictionary of WOFF2': /node_modules\/brotli\/dec\//,
  'tests and stand-ins': /^(local|tests|bench)\/|\.(test|suite)\.ts$/,
};

type Weighed = Pick<Script, 'file' | 'cache' | 'inputs'>;
type WithLibraries = Pick<Script, 'inputs'> & { readonly libraries: readonly Pick<Script, 'inputs'>[] };

export interface BundleReport {
  readonly name: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly maxBytes: number;
  /** Of V8's code of it. */
  readonly cacheBytes: number;
  /** What lies beside it and is loaded when it is first needed. */
  readonly libraries: readonly { readonly name: string; readonly bytes: number }[];
  /** The largest first, by package or folder. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
  readonly forbidden: readonly string[];
  readonly ok: boolean;
}

/** Weighs a function's own code, and what lies beside it, and looks what is in them. */
export async function reportOf(
  name: string,
  bundle: Weighed & { readonly libraries: readonly Weighed[] },
): Promise<BundleReport> {
  const { file, cache, inputs, libraries } = bundle;
  const code = await readFile(file);
  const paths = pathsIn(bundle);
  const has = (pattern: RegExp) => paths.some((path) => pattern.test(path));
  const forbidden = Object.keys(FORBIDDEN).filter((what) => has(FORBIDDEN[what] as RegExp));
  if (has(/node_modules\/@aws-sdk\//) && has(/node_modules\/cos-nodejs-sdk-v5\//)) forbidden.push('both object stores');
  const maxBytes = hasClient(bundle) ? MAX_BYTES.withClient : MAX_BYTES.withoutClient;
  return {
    name,
    bytes: code.length,
    gzipBytes: gzipSync(code).length,
    maxBytes,
    cacheBytes: (await stat(cache)).size,
    libraries: await Promise.all(
      libraries.map(async (one) => ({ name: basename(one.file, '.js'), bytes: (await stat(one.file)).size })),
    ),
    parts: partsOf(inputs),
    forbidden,
    ok: code.length <= maxBytes && forbidden.length === 0,
  };
}

function partsOf(inputs: Weighed['inputs']): BundleReport['parts'] {
  const bytesOf = new Map<string, number>();
  for (const [path, bytes] of Object.entries(inputs))
    bytesOf.set(partOf(path), (bytesOf.get(partOf(path)) ?? 0) + bytes);
  return [...bytesOf].map(([name, bytes]) => ({ name, bytes })).sort((one, other) => other.bytes - one.bytes);
}

/** The package that a file belongs to, or our folder: `kysely`, `@middy/core`, `shared/domain/rules`. */
function partOf(path: string): string {
  const [, inPackage] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  return (
    inPackage ??
    path
      .split('/')
      .slice(0, path.startsWith('shared/') ? 3 : 2)
      .join('/')
  );
}

const kib = (bytes: number): string => (bytes / KIB).toFixed(bytes < 10 * KIB ? 1 : 0);
const weighed = (part: { readonly name: string; readonly bytes: number }): string => `${part.name} ${kib(part.bytes)}`;
const PARTS_SHOWN = 5;

export function reportTable(reports: readonly BundleReport[]): string {
  const lines = reports.map(({ name, bytes, gzipBytes, maxBytes, cacheBytes, libraries, parts, forbidden, ok }) => [
    name,
    kib(bytes),
    kib(gzipBytes),
    `≤ ${kib(maxBytes)}`,
    ok ? 'ok' : bytes > maxBytes ? 'OVER' : `HAS ${forbidden.join(', ')}`,
    kib(cacheBytes),
    libraries.map(weighed).join(', '),
    parts.slice(0, PARTS_SHOWN).map(weighed).join(', '),
  ]);
  return textTable([['function', 'KiB', 'gzip', 'limit', '', 'code cache', 'beside', 'most of it'], ...lines]);
}
