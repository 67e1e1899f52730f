import { prefixedStore } from '../adapters/buckets/prefixed.ts';
import { platformConfig, roleCredentials } from '../config/instance.ts';
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

export const objectStore = (): Promise<ObjectStore> =>
  vendor(objectStore, 'object-store', async () => prefixedStore(await wholeBucket(), objectPrefix()));

async function wholeBucket(): Promise<ObjectStore> {
  if (isS3()) return (await import('../adapters/s3/object-store.ts')).createObjectStore(s3Bucket());
  return (await import('../adapters/cos/object-store.ts')).createObjectStore(bucket());
}

/** Whether a vendor can fetch an object by its link: not from a private cloud's store. */
export const storeIsReachable = (): boolean => platformConfig().S3_ENDPOINT === undefined;
