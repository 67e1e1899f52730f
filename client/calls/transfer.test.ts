import { describe, expect, it } from 'vitest';
import { withRetries } from './transfer.ts';

async function upload(failures: number) {
  const pauses: number[] = [];
  let tries = 0;
  const attempt = async () => {
    tries += 1;
    if (tries <= failures) throw new Error(`cut ${tries}`);
  };
  const error = await withRetries(attempt, async (ms) => void pauses.push(ms)).catch(({ message }: Error) => message);
  return { pauses, error };
}

describe('an upload', () => {
  it.each([
    [0, [], undefined],
    [2, [1000, 3000], undefined],
    [3, [1000, 3000], 'cut 3'],
  ])('that is cut %i times pauses %j and fails with %s', async (failures, pauses, error) => {
    expect(await upload(failures)).toEqual({ pauses, error });
  });
});
