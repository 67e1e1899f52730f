import { BUCKET, type CosUnderTest, REGION } from '../../local/cloud/cos/cos-under-test.ts';
import { LAPTOP_CREDENTIALS } from '../../local/cloud/credentials.ts';
import { createObjectStore } from '../../shared/adapters/cos/object-store.ts';
import type { ObjectStore } from '../../shared/ports/object-store.ts';

/** How functions reach a COS under test. */
export const bucketOf = (cos: CosUnderTest) => ({
  bucket: BUCKET,
  region: REGION,
  endpoint: cos.url(),
  credentials: () => LAPTOP_CREDENTIALS,
});

/** The object store on a COS under test. */
export const objectStoreOn = (cos: CosUnderTest): ObjectStore => createObjectStore(bucketOf(cos));
