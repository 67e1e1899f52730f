import type { BucketCredentials } from '../adapters/buckets/bucket-calls.ts';
import { prefixedStore } from '../adapters/buckets/prefixed.ts';
import { platformConfig, roleCredentials } from '../config/instance.ts';
import type { PlatformConfig } from '../config/platform-variables.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { vendor } from './provider.ts';

/** Settings of the adapters of the bucket. */
export const bucket = () => ({
  bucket: bucketName(),
  region: platformConfig().COS_REGION,
  endpoint: platformConfig().COS_ENDPOINT,
  credentials: roleCredentials,
});

export const isS3 = (): boolean => platformConfig().OBJECT_STORE === 's3';
/** The stand-in for COS serves S3 at the same address. */
export const s3Bucket = () => ({
  ...bucket(),
  endpoint: platformConfig().S3_ENDPOINT ?? platformConfig().COS_ENDPOINT,
});

/** Full name of the bucket, `<name>-<appid>`. */
export const bucketName = (): string => platformConfig().COS_BUCKET;

/** What the keys of this stage begin with in the bucket; empty where it has the bucket to itself. */
export const objectPrefix = (): string => platformConfig().OBJECT_PREFIX ?? '';

export const objectStore = (): Promise<ObjectStore> => vendor(objectStore, 'object-store', () => storeIn(bucketName()));

/** What this stage has in a bucket, in the region of its own. */
export const storeIn = (name: string): Promise<ObjectStore> => openStore(platformConfig(), name, roleCredentials);

/** What a stage has in a bucket, to whoever has these credentials. */
export async function openStore(
  config: Pick<PlatformConfig, 'COS_REGION' | 'OBJECT_PREFIX' | 'OBJECT_STORE' | 'S3_ENDPOINT' | 'COS_ENDPOINT'>,
  bucketOfStage: string,
  credentials: () => BucketCredentials,
): Promise<ObjectStore> {
  const { COS_REGION: region, OBJECT_PREFIX: prefix = '', OBJECT_STORE, S3_ENDPOINT, COS_ENDPOINT } = config;
  const place = { bucket: bucketOfStage, region, credentials };
  const store =
    OBJECT_STORE === 's3'
      ? (await import('../adapters/s3/object-store.ts')).createObjectStore({
          ...place,
          endpoint: S3_ENDPOINT ?? COS_ENDPOINT,
        })
      : (await import('../adapters/cos/object-store.ts')).createObjectStore({ ...place, endpoint: COS_ENDPOINT });
  return prefixedStore(store, prefix);
}

/** Whether a vendor can fetch an object by its link: not from a private cloud's store. */
export const storeIsReachable = (): boolean => platformConfig().S3_ENDPOINT === undefined;
