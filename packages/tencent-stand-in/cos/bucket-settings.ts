import { CosError } from './cos-error.ts';
import { type CosBucket, type Operation, readDocument } from './cos-reply.ts';

type Setting = 'cors' | 'encryption' | 'lifecycle';

const ROOTS: Readonly<Record<Setting, string>> = {
  cors: 'CORSConfiguration',
  encryption: 'ServerSideEncryptionConfiguration',
  lifecycle: 'LifecycleConfiguration',
};
const MISSING: Readonly<Record<Setting, string>> = {
  cors: 'NoSuchCORSConfiguration',
  encryption: 'NoSuchEncryptionConfiguration',
  lifecycle: 'NoSuchLifecycleConfiguration',
};

/** Documents as they were put, by bucket. They are returned unchanged and have no effect. */
const kept = new WeakMap<CosBucket, Map<Setting, string>>();

/** PUT Bucket cors, PUT Bucket encryption, PUT Bucket lifecycle. */
export const putBucketSetting =
  (setting: Setting): Operation =>
  async (request, bucket) => {
    const documents = kept.get(bucket) ?? new Map<Setting, string>();
    documents.set(setting, await readDocument(request, ROOTS[setting]));
    kept.set(bucket, documents);
    return { status: 200 };
  };

/** GET Bucket cors, GET Bucket encryption, GET Bucket lifecycle. */
export const getBucketSetting =
  (setting: Setting): Operation =>
  async (_request, bucket) => {
    const document = kept.get(bucket)?.get(setting);
    if (!document) throw new CosError(404, MISSING[setting], 'The bucket has no such configuration.');
    return { status: 200, headers: { 'content-type': 'application/xml' }, body: document };
  };

/** GET Bucket acl. Every bucket is private. */
export const getBucketAcl: Operation = async () => ({
  status: 200,
  headers: { 'content-type': 'application/xml', 'x-cos-acl': 'private' },
  body: '<?xml version="1.0" encoding="UTF-8"?>\n<AccessControlPolicy><AccessControlList></AccessControlList></AccessControlPolicy>',
});
