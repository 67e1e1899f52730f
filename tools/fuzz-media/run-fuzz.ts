import { Random } from 'specimens/random.ts';
import { checkFile } from '../../functions/intake/check-file.ts';
import { mutantOf } from './mutant.ts';
import { type ValidFile, validFiles } from './valid-files.ts';

export interface MediaFuzzOptions {
  readonly mutants: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

export interface MediaFuzzOutcome {
  /** How many mutants had each outcome: accepted, or the message of the finding. */
  readonly counts: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  /** How far the process's memory was above that at the start. */
  readonly grownMb: number;
  readonly violations: readonly string[];
}

/** Intake's own limit for one file. */
const LIMIT_MS = 5_000;
/** Intake has 1 GB, of which it uses 150 MB before the first file. */
const MAX_GROWTH_MB = 600;
const REPORTED_EVERY = 1_000;
const MEBIBYTE = 2 ** 20;

/**
 * Lets intake check files with mistakes in them. A check must end within its limits of time and memory, with a finding
 * or an accepted file; each mutant depends on the seed and its number alone.
 */
export async function runMediaFuzz({ mutants, seed, log }: MediaFuzzOptions): Promise<MediaFuzzOutcome> {
  const files = await validFiles();
  const counts: Record<string, number> = {};
  const violations: string[] = [];
  const startBytes = process.memoryUsage.rss();
  let [slowestMs, grownMb] = [0, 0];
  for (const file of files) {
    const outcome = await checked(file, file.bytes);
    if (outcome.said !== 'accepted') violations.push(`valid ${file.name}: ${outcome.said}`);
  }
  for (let number = 0; number < mutants; number += 1) {
    const random = new Random(seed + number);
    const file = random.pick(files);
    const { said, ms } = await checked(
      file,
      mutantOf(
        file.bytes,
        files.map(({ bytes }) => bytes),
        random,
      ),
    );
    counts[said] = (counts[said] ?? 0) + 1;
    slowestMs = Math.max(slowestMs, ms);
    grownMb = Math.max(grownMb, Math.round((process.memoryUsage.rss() - startBytes) / MEBIBYTE));
    const about = `--seed ${seed + number} --mutants 1 (${file.name})`;
    if (ms >= LIMIT_MS) violations.push(`${about}: ${Math.round(ms)} ms, ${said}`);
    if (said.startsWith('threw')) violations.push(`${about}: ${said}`);
    if ((number + 1) % REPORTED_EVERY === 0) log(`${number + 1} / ${mutants}，违例 ${violations.length}`);
  }
  if (grownMb > MAX_GROWTH_MB) violations.push(`memory grew by ${grownMb} MB`);
  return { counts, slowestMs: Math.round(slowestMs), grownMb, violations };
}

async function checked({ kind, contentType }: ValidFile, bytes: Buffer): Promise<{ said: string; ms: number }> {
  const startedMs = performance.now();
  const said = await checkFile(kind, contentType, bytes).then(
    ({ accepted, findings }) => (accepted ? 'accepted' : (findings[0]?.message ?? 'refused')),
    (error: unknown) => `threw ${error instanceof Error ? error.name : typeof error}`,
  );
  return { said, ms: performance.now() - startedMs };
}
