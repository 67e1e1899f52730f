import { getBucketAcl, getBucketSetting, putBucketAcl, putBucketSetting } from './bucket-settings.ts';
import { notImplemented } from './cos-error.ts';
import type { CosBucket, Operation } from './cos-reply.ts';
import { type CosPlace, type CosRequest, headerOf } from './cos-request.ts';
import { listObjects, listVersions } from './listing.ts';
import { getObject, headObject } from './read-object.ts';
import { getVersioning, putVersioning } from './versioning.ts';
import { copyObject, deleteObject, putObject } from './write-object.ts';

/** Query names that select another operation, in the order of the table below. */
const SUB_RESOURCES = ['acl', 'cors', 'encryption', 'lifecycle', 'versioning', 'versions'];

const NOT_IMPLEMENTED =
  'append attributes delete domain intelligenttiering inventory location logging object-lock origin ' +
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
