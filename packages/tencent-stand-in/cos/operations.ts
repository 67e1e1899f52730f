import { CosError, invalidArgument, malformedXml, notImplemented } from './cos-error.ts';
import { type CosBucket, type Operation, readDocument } from './cos-reply.ts';
import { type CosPlace, type CosRequest, headerOf } from './cos-request.ts';
import { listObjects, listVersions } from './listing.ts';
import { getObject, headObject } from './read-object.ts';
import { getVersioning, putObjectLock, putVersioning } from './versioning.ts';
import { copyObject, deleteObject, putObject } from './write-object.ts';
import { xmlElements, xmlText } from './xml.ts';

/** Query names that select another operation, in the order of the table below. */
const SUB_RESOURCES = ['acl', 'cors', 'encryption', 'lifecycle', 'object-lock', 'versioning', 'versions'];

const NOT_IMPLEMENTED =
  'append attributes delete domain intelligenttiering inventory location logging origin ' +
  'partNumber policy referer replication restore retention select tagging uploadId uploads website';
const SUB_RESOURCES_NOT_IMPLEMENTED = NOT_IMPLEMENTED.split(' ');

/** The name of what a request asks for, e.g. `PUT object copy`. */
export function nameOfOperation(request: CosRequest): string {
  const requested = [...SUB_RESOURCES, ...SUB_RESOURCES_NOT_IMPLEMENTED].filter((name) => request.query.has(name));
  const copies = headerOf(request, 'x-cos-copy-source') === undefined ? [] : ['copy'];
  return [request.method, request.key ? 'object' : 'bucket', ...requested, ...copies].join(' ');
}

/**
 * Returns the operation of a signed request.
 *
 * @throws CosError NotImplemented for everything else that COS can do.
 */
export function operationsOf(
  place: CosPlace,
  bucketOf: (name: string) => CosBucket,
): (request: CosRequest) => Operation {
  const operations: Readonly<Record<string, Operation>> = {
    'HEAD bucket': async () => ({ status: 200, headers: { 'x-cos-bucket-region': place.region } }),
    'GET bucket acl': getBucketAcl,
    'PUT bucket acl': putBucketAcl,
    'GET bucket cors': getBucketSetting('cors'),
    'PUT bucket cors': putBucketSetting('cors'),
    'GET bucket encryption': getBucketSetting('encryption'),
    'PUT bucket encryption': putBucketSetting('encryption'),
    'GET bucket lifecycle': getBucketSetting('lifecycle'),
    'PUT bucket lifecycle': putBucketSetting('lifecycle'),
    'PUT bucket object-lock': putObjectLock,
    'GET bucket versioning': getVersioning,
    'PUT bucket versioning': putVersioning,
    'GET bucket versions': listVersions,
    'GET bucket': listObjects,
    'PUT object': putObject,
    'PUT object copy': copyObject(place, bucketOf),
    'GET object': getObject,
    'HEAD object': headObject,
    'DELETE object': deleteObject,
  };
  return (request) => {
    const operation = operations[nameOfOperation(request)];
    if (!operation) throw notImplemented();
    return operation;
  };
}

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

/** Whole days, at least one. */
const DAYS = /^[1-9]\d*$/;

/**
 * A rule has a name of its own, a filter and an effect, and expires by days or by delete markers, not both. Source: COS, PUT
 * Bucket lifecycle (product/436/8280).
 *
 * @throws CosError
 */
function checkLifecycle(document: string): void {
  const rules = xmlElements(document, 'Rule');
  const names = rules.map((rule) => xmlText(rule, 'ID') ?? '');
  if (new Set(names).size < names.length || names.some((name) => name.length > 255))
    throw invalidArgument('Rule ID must be unique and at most 255 characters.');
  for (const rule of rules) {
    if (!/^(Enabled|Disabled)$/.test(xmlText(rule, 'Status') ?? '') || !/<Filter[>/]/.test(rule)) throw malformedXml();
    const days = ['Days', 'NoncurrentDays', 'DaysAfterInitiation'].flatMap((name) => xmlElements(rule, name));
    if (days.some((text) => !DAYS.test(text))) throw invalidArgument('Days must be a positive integer.');
    const [expiration = ''] = xmlElements(rule, 'Expiration');
    if (expiration.includes('<Days>') && expiration.includes('<ExpiredObjectDeleteMarker>')) throw malformedXml();
    if (days.length === 0 && !expiration) throw malformedXml();
  }
}

/** At least one origin and method in each rule, and a whole number of seconds. Source: COS, PUT Bucket cors (436/8279). */
function checkCors(document: string): void {
  for (const rule of xmlElements(document, 'CORSRule')) {
    const methods = xmlElements(rule, 'AllowedMethod');
    if (xmlElements(rule, 'AllowedOrigin').length === 0 || methods.length === 0) throw malformedXml();
    if (methods.some((method) => !['GET', 'PUT', 'POST', 'DELETE', 'HEAD'].includes(method))) throw malformedXml();
    if (!/^\d*$/.test(xmlText(rule, 'MaxAgeSeconds') ?? '')) throw malformedXml();
  }
}

/** COS has another name for this element than S3. Source: COS, PUT Bucket encryption (436/40136). */
function checkEncryption(document: string): void {
  const [rule = ''] = xmlElements(document, 'ApplySideEncryptionConfiguration');
  if (!/^(AES256|KMS|cos\/kms)$/.test(xmlText(rule, 'SSEAlgorithm') ?? '')) throw malformedXml();
}

/** PUT Bucket cors, PUT Bucket encryption, PUT Bucket lifecycle. */
const putBucketSetting =
  (setting: Setting): Operation =>
  async (request, bucket) => {
    const documents = kept.get(bucket) ?? new Map<Setting, string>();
    const document = await readDocument(request, ROOTS[setting]);
    if (setting === 'lifecycle') checkLifecycle(document);
    if (setting === 'cors') checkCors(document);
    if (setting === 'encryption') checkEncryption(document);
    documents.set(setting, document);
    kept.set(bucket, documents);
    return { status: 200 };
  };

/** GET Bucket cors, GET Bucket encryption, GET Bucket lifecycle. */
const getBucketSetting =
  (setting: Setting): Operation =>
  async (_request, bucket) => {
    const document = kept.get(bucket)?.get(setting);
    if (!document) throw new CosError(404, MISSING[setting], 'The bucket has no such configuration.');
    return { status: 200, headers: { 'content-type': 'application/xml' }, body: document };
  };

const acls = new WeakMap<CosBucket, string>();

/** PUT Bucket acl with a canned one. It is kept, and has no effect: strangers read nothing here. Source: COS (436/7737). */
const putBucketAcl: Operation = async (request, bucket) => {
  const acl = headerOf(request, 'x-cos-acl') ?? '';
  if (!['private', 'public-read', 'public-read-write'].includes(acl)) throw invalidArgument('Unsupported acl.');
  acls.set(bucket, acl);
  return { status: 200 };
};

/** GET Bucket acl. */
const getBucketAcl: Operation = async (_request, bucket) => ({
  status: 200,
  headers: { 'content-type': 'application/xml', 'x-cos-acl': acls.get(bucket) ?? 'private' },
  body: '<?xml version="1.0" encoding="UTF-8"?>\n<AccessControlPolicy><AccessControlList></AccessControlList></AccessControlPolicy>',
});
