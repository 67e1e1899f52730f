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

/** Does some work with a new laptop at free ports, which is stopped afterwards and leaves nothing; silent by default. */
export const withLaptop = <T>(options: Partial<LaptopOptions>, work: (laptop: Laptop) => Promise<T>): Promise<T> =>
  inTemporaryDir(async (dir) => {
    const laptop = await startLaptop({ port: 0, dir, log: () => {}, ...options });
    try {
      return await work(laptop);
    } finally {
      await laptop.stop();
    }
  });

/** The same with the reviewers' desk behind it, whose staff are a program. */
export const withReviewedLaptop = <T>(
  options: Partial<ReviewedLaptopOptions> & Pick<ReviewedLaptopOptions, 'desk'>,
  work: (place: ReviewedLaptop) => Promise<T>,
): Promise<T> =>
  inTemporaryDir(async (dir) => {
    const place = await startReviewedLaptop({ port: 0, dir, log: () => {}, ...options });
    try {
      return await work(place);
    } finally {
      await place.stop();
    }
  });
