import { prefixedGrants } from '../adapters/buckets/prefixed.ts';
import type { UploadCredentials } from '../adapters/tencent/upload-credentials.ts';
import { accountUin, platformConfig } from '../config/instance.ts';
import type { UploadGrants } from '../ports/upload-grants.ts';
import { cloudApi } from './cloud-api.ts';
import { bucket, bucketName, isS3, objectPrefix, s3Bucket } from './object-store.ts';
import { vendor } from './provider.ts';
import { clock } from './system.ts';

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
