import { afterAll, beforeAll } from 'vitest';
import { type CosUnderTest, openCos } from './cos-under-test.ts';
import { bucketOf } from './object-store.ts';

/** How an adapter reaches a bucket; without an endpoint, the real one. */
export interface TestBucketSettings extends Omit<ReturnType<typeof bucketOf>, 'endpoint'> {
  readonly endpoint: string | undefined;
}

/**
 * A bucket of the stand-in for COS, which serves S3 at the same address. It exists as long as the tests of a file run.
 *
 * @param now the stand-in's clock; the default is the machine's.
 */
export function testBucket(now?: () => Date) {
  let cos: CosUnderTest;
  beforeAll(async () => {
    cos = await openCos(now);
  });
  afterAll(() => cos.close());
  return {
    /** The official SDK, to look behind the adapters. */
    sdk: () => cos.sdk(),
    /** The store's events of new objects, oldest first. */
    events: () => cos.events,
    settings: (changes: Partial<TestBucketSettings> = {}): TestBucketSettings => ({ ...bucketOf(cos), ...changes }),
  };
}
