import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { createObjectStore } from '../../../platform/adapters/cos/object-store.ts';
import type { ObjectStore } from '../../../platform/ports/object-store.ts';
import { BUCKET, type CosUnderTest, REGION } from './cos-under-test.ts';

/** A function's access to a COS under test. */
export const bucketOf = (cos: CosUnderTest) => ({
  bucket: BUCKET,
  region: REGION,
  endpoint: cos.url(),
  credentials: () => LAPTOP_CREDENTIALS,
});

/** The object store on a COS under test. */
export const objectStoreOn = (cos: CosUnderTest): ObjectStore => createObjectStore(bucketOf(cos));
