import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Laptop, type LaptopOptions, startLaptop } from '../local/laptop.ts';
import { type ReviewedLaptop, type ReviewedLaptopOptions, startReviewedLaptop } from '../local/reviewed-laptop.ts';

/** Does some work with a new directory, which is removed afterwards. */
export async function inTemporaryDir<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'icp-filing-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Does some work with what runs on free ports in a directory of its own; it is stopped afterwards and leaves nothing. */
const withRunning = <T, P extends { stop(): Promise<void> }>(
  start: (silent: { readonly port: 0; readonly dir: string; readonly log: () => void }) => Promise<P>,
  work: (place: P) => Promise<T>,
): Promise<T> =>
  inTemporaryDir(async (dir) => {
    const place = await start({ port: 0, dir, log: () => {} });
    try {
      return await work(place);
    } finally {
      await place.stop();
    }
  });

/** The same with a new laptop, which is silent by default. */
export const withLaptop = <T>(options: Partial<LaptopOptions>, work: (laptop: Laptop) => Promise<T>): Promise<T> =>
  withRunning((silent) => startLaptop({ ...silent, ...options }), work);

/** The same with the reviewers' desk behind it, whose staff are a program. */
export const withReviewedLaptop = <T>(
  options: Partial<ReviewedLaptopOptions> & Pick<ReviewedLaptopOptions, 'desk'>,
  work: (place: ReviewedLaptop) => Promise<T>,
): Promise<T> => withRunning((silent) => startReviewedLaptop({ ...silent, ...options }), work);
