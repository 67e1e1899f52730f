import { afterAll } from 'vitest';
import type { Clock } from '../../../platform/ports/clock.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { type Instance, openInstance } from './instance.ts';

/** A database for a test file, and one instance on it. Both are closed when the file's tests are over. */
export async function testInstance(
  clock?: Clock,
): Promise<{ readonly test: TestDatabase; readonly instance: Instance }> {
  const test = await testDatabase();
  const instance = openInstance(test.url, clock);
  afterAll(async () => {
    await instance.close();
    await test.close();
  });
  return { test, instance };
}
