import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { runCommand } from './run-command.ts';
import { textTable } from './text-table.ts';
import { USAGES } from './usages.mjs';

/**
 * The usage of one filing with one website that is never returned: a company's, with licence and both sides of a card,
 * one liveness check, and five more files of materials and liveness. The calls are those of the code; times and sizes
 * are assumptions, to be replaced by the figures in a deployment's log.
 */
const USE_OF_A_FILING = {
  // 60 requests of 0.2 s and 12 s of waiting for files at 256 MB, 8 files of 1 s at 1 GB, 5 readings of 3 s at 256 MB,
  // liveness of 6 s at 512 MB.
  functionGbSecond: (60 * 0.2 + 12) * 0.25 + 8 * 1 * 1 + 5 * 3 * 0.25 + 6 * 0.5,
  functionCall: 60 + 8 + 5 + 10,
  // Kept for a year on average.
  cosGbMonth: 0.02 * 12,
  cosRequest: 120,
  cosGbOut: 0.02,
  idCardOcr: 2,
  bizLicenseOcr: 1,
  cardWarn: 1,
  accurateOcr: 5,
  livenessCheck: 1,
  faceCompare: 3,
  sms: 2,
  logGb: 0.0003,
} as const;

/** The monthly cost, independent of the number of filings. The delivery timer alone runs 518,400 times. */
const USE_OF_A_MONTH = {
  // (518,400 × 0.05 s + 57,000 other ticks × 0.2 s) at 256 MB.
  functionGbSecond: (518_400 * 0.05 + 57_000 * 0.2) * 0.25,
  functionCall: 518_400 + 57_000,
  databaseMonth: 1,
  natMonth: 1,
} as const;

/** What the reviewers' desk adds to a filing: assumptions, as above. */
const DESK_USE_OF_A_FILING = {
  // 60 requests of 0.1 s at 512 MB, a submission of 3 s with its pictures at 512 MB.
  functionGbSecond: (60 * 0.1 + 3) * 0.5,
  functionCall: 60,
  // Its own copies of the documents.
  cosGbMonth: 0.02 * 12,
  cosRequest: 60,
  cosGbOut: 0.02,
  logGb: 0.0001,
} as const;

/** The desk's timer runs every ten seconds; a run with nothing to do takes 0.1 s at 256 MB. */
const DESK_USE_OF_A_MONTH = { functionGbSecond: 259_200 * 0.1 * 0.25, functionCall: 259_200 } as const;

type Priced = keyof typeof USE_OF_A_FILING | keyof typeof USE_OF_A_MONTH;
const NAMES = [...new Set([...Object.keys(USE_OF_A_FILING), ...Object.keys(USE_OF_A_MONTH)])] as Priced[];

/** Prices in yuan, one for each kind of usage. */
export type Prices = Readonly<Record<Priced, number>>;
const yuan = z.number().check(z.nonnegative());
/** A number, or a number with where and when it was found, and whether somebody compared it with the vendor's own list. */
const price = z.union([
  yuan,
  z.strictObject({ yuan, unit: z.string(), source: z.string(), recordedOn: z.iso.date(), verified: z.boolean() }),
]);
const prices = z.strictObject(Object.fromEntries(NAMES.map((name) => [name, price])));

export interface PriceList {
  readonly prices: Prices;
  /** Prices that say themselves that nobody has compared them with the vendor's list. */
  readonly unverified: readonly string[];
}

export interface CostRow {
  readonly name: Priced;
  /** Units per 1,000 filings, including their share of the monthly ones. */
  readonly units: number;
  readonly yuan: number;
}

type Use = Readonly<Partial<Record<Priced, number>>>;

/** The cost of 1,000 filings, given the number of filings per month. @param hasDesk whether the reviewers' desk runs, too */
export function costOfThousand(given: Prices, filingsPerMonth: number, hasDesk = false): readonly CostRow[] {
  const ofFiling: readonly Use[] = [USE_OF_A_FILING, ...(hasDesk ? [DESK_USE_OF_A_FILING] : [])];
  const ofMonth: readonly Use[] = [USE_OF_A_MONTH, ...(hasDesk ? [DESK_USE_OF_A_MONTH] : [])];
  const sumOf = (uses: readonly Use[], name: Priced) => uses.reduce((sum, use) => sum + (use[name] ?? 0), 0);
  return NAMES.map((name) => {
    const units = 1000 * (sumOf(ofFiling, name) + sumOf(ofMonth, name) / filingsPerMonth);
    return { name, units, yuan: units * given[name] };
  });
}

/** @throws $ZodError that names every price that is missing, unknown or not a number. */
export function readPrices(text: string): PriceList {
  const entries = Object.entries(prices.parse(JSON.parse(text)));
  return {
    prices: Object.fromEntries(
      entries.map(([name, given]) => [name, typeof given === 'number' ? given : given.yuan]),
    ) as Prices,
    unverified: entries.flatMap(([name, given]) => (typeof given === 'number' || given.verified ? [] : [name])),
  };
}

/** `npm run cost -- prices.json filings-per-month [--desk]` */
async function main(args: readonly string[]): Promise<void> {
  const options = { desk: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file, filings] = positionals;
  const filingsPerMonth = Number(filings);
  if (file === undefined || !(filingsPerMonth > 0)) throw new Error(USAGES.cost);
  const list = pricesIn(file);
  const rows = costOfThousand(list.prices, filingsPerMonth, values.desk);
  const total = rows.reduce((sum, row) => sum + row.yuan, 0);
  console.log(
    textTable([
      ['项目', '每千次备案的用量', '元'],
      ...rows.map((row) => [row.name, row.units.toFixed(1), row.yuan.toFixed(2)]),
      ['合计', '', total.toFixed(2)],
    ]),
  );
  if (list.unverified.length > 0)
    console.log(`没有核实的单价：${list.unverified.join('、')}。请按官方价格更正，并把 verified 改为 true。`);
}

/** @throws Error in Chinese that says what is wrong with the file. */
function pricesIn(file: string): PriceList {
  try {
    return readPrices(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof z.core.$ZodError)
      throw new Error(
        `${file} 里有误的项目：${error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('；')}`,
      );
    throw new Error(`读不到 ${file}，或者它不是 JSON。应给出每一项的单价（元）：${NAMES.join('、')}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) runCommand(() => main(process.argv.slice(2)));
