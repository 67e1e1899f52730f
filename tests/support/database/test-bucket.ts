import { afterAll, beforeAll } from 'vitest';
import { openUploadRole, type UploadRole } from '../upload-role.ts';
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
  let role: UploadRole;
  beforeAll(async () => {
    role = await openUploadRole();
    cos = await openCos(now, role.issued);
  });
  afterAll(async () => {
    await cos.close();
    await role.close();
  });
  return {
    /** The official SDK, to look behind the adapters. */
    sdk: () => cos.sdk(),
    /** The store's events of new objects, oldest first. */
    events: () => cos.events,
    /** The role that signs upload grants. */
    uploadRole: () => role,
    settings: (changes: Partial<TestBucketSettings> = {}): TestBucketSettings => ({ ...bucketOf(cos), ...changes }),
  };
}
