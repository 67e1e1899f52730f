import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { textTable } from '../text-table.ts';

const KIB = 1024;
/** Half a megabyte where a cloud's client is in, half of it where the database's driver is all. */
const MAX_BYTES = { withClient: 500 * KIB, withoutClient: 250 * KIB };
const CLIENT = /node_modules\/(cos-nodejs-sdk-v5|tencentcloud-sdk-nodejs|@aws-sdk)\//;

/** Whether a bundle can call a cloud. */
export const hasClient = (inputs: Weighed['inputs']): boolean => Object.keys(inputs).some((path) => CLIENT.test(path));

/** Functions that can't be within these, with what they may have instead. Reasons: docs/decisions/0014-bundles.md. */
const MAX_KIB_INSTEAD: Readonly<Record<string, number>> = {
  eligibility: 615,
  filing: 735,
  intake: 635,
  materials: 1030,
  submission: 630,
  'status-webhook': 330,
  'status-sync': 320,
};
/** AWS's client alone is 800 KB. */
const S3_KIB_MORE = 700;

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

/** A bundle, and the bytes that each file has in it. */
interface Weighed {
  readonly file: string;
  readonly inputs: Readonly<Record<string, number>>;
}

export interface BundleReport {
  readonly name: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly maxBytes: number;
  /** The largest first, by package or folder. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
  readonly forbidden: readonly string[];
  readonly ok: boolean;
}

/** Weighs a bundle and looks what is in it. */
export async function reportOf(name: string, { file, inputs }: Weighed): Promise<BundleReport> {
  const code = await readFile(file);
  const paths = Object.keys(inputs);
  const has = (pattern: RegExp) => paths.some((path) => pattern.test(path));
  const forbidden = Object.keys(FORBIDDEN).filter((what) => has(FORBIDDEN[what] as RegExp));
  if (has(/node_modules\/@aws-sdk\//) && has(/node_modules\/cos-nodejs-sdk-v5\//)) forbidden.push('both object stores');
  const usual = hasClient(inputs) ? MAX_BYTES.withClient : MAX_BYTES.withoutClient;
  const more = has(/node_modules\/@aws-sdk\//) ? S3_KIB_MORE * KIB : 0;
  const maxBytes = Math.max(usual, (MAX_KIB_INSTEAD[name] ?? 0) * KIB) + more;
  return {
    name,
    bytes: code.length,
    gzipBytes: gzipSync(code).length,
    maxBytes,
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
const PARTS_SHOWN = 5;

export function reportTable(reports: readonly BundleReport[]): string {
  const lines = reports.map(({ name, bytes, gzipBytes, maxBytes, parts, forbidden, ok }) => [
    name,
    kib(bytes),
    kib(gzipBytes),
    `≤ ${kib(maxBytes)}`,
    ok ? 'ok' : bytes > maxBytes ? 'OVER' : `HAS ${forbidden.join(', ')}`,
    parts
      .slice(0, PARTS_SHOWN)
      .map((part) => `${part.name} ${kib(part.bytes)}`)
      .join(', '),
  ]);
  return textTable([['function', 'KiB', 'gzip', 'limit', '', 'most of it'], ...lines]);
}
