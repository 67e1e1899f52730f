import { prefixedGrants, prefixedStore } from '../adapters/buckets/prefixed.ts';
import type { UploadCredentials } from '../adapters/tencent/upload-credentials.ts';
import { accountUin, platformConfig, roleCredentials } from '../config/instance.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { UploadGrants } from '../ports/upload-grants.ts';
import { cloudApi } from './cloud-api.ts';
import { vendor } from './provider.ts';
import { clock } from './system.ts';

const bucket = () => ({
  bucket: bucketName(),
  region: platformConfig().COS_REGION,
  endpoint: platformConfig().COS_ENDPOINT,
  credentials: roleCredentials,
});

const isS3 = (): boolean => platformConfig().OBJECT_STORE === 's3';
/** The stand-in for COS serves S3 at the same address. */
const s3Bucket = () => ({ ...bucket(), endpoint: platformConfig().S3_ENDPOINT ?? platformConfig().COS_ENDPOINT });

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

export const uploadGrants = async (): Promise<UploadGrants> => prefixedGrants(await grantsForBucket(), objectPrefix());

async function grantsForBucket(): Promise<UploadGrants> {
  const credentials = async () => (await uploadCredentials()).current();
  if (isS3())
    return (await import('../adapters/s3/upload-grants.ts')).createUploadGrants({ ...s3Bucket(), credentials });
  const { createUploadGrants } = await import('../adapters/cos/upload-grants.ts');
  return createUploadGrants({ ...bucket(), credentials, clock: await clock() });
}

const uploadCredentials = (): Promise<UploadCredentials> =>
  vendor(uploadCredentials, 'upload-credentials', async () => {
    const { createUploadCredentials } = await import('../adapters/tencent/upload-credentials.ts');
    const roleArn = `qcs::cam::uin/${accountUin()}:roleName/${platformConfig().UPLOAD_ROLE}`;
    const place = { bucket: bucketName(), prefix: objectPrefix() };
    return createUploadCredentials({ ...cloudApi(), ...place, roleArn, clock: await clock() });
  });
