import { LAPTOP_ACCOUNT, type Session } from '../credentials.ts';
import { type Attempt, isAllowed } from '../policy.ts';
import { accessDenied } from './cos-error.ts';
import { type CosPlace, type CosRequest, headerOf } from './cos-request.ts';
import { nameOfOperation } from './operations.ts';
import { sourceOf } from './write-object.ts';

/** Actions of requests. Source: COS, "Working with COS API authorization policies" (product/436/30580). */
const ACTIONS: Readonly<Record<string, string>> = {
  'HEAD bucket': 'HeadBucket',
  'PUT bucket': 'PutBucket',
  'GET bucket acl': 'GetBucketACL',
  'PUT bucket acl': 'PutBucketACL',
  'GET bucket cors': 'GetBucketCORS',
  'PUT bucket cors': 'PutBucketCORS',
  'GET bucket encryption': 'GetBucketEncryption',
  'PUT bucket encryption': 'PutBucketEncryption',
  'GET bucket lifecycle': 'GetBucketLifecycle',
  'PUT bucket lifecycle': 'PutBucketLifecycle',
  'PUT bucket object-lock': 'PutBucketObjectLockConfiguration',
  'GET bucket versioning': 'GetBucketVersioning',
  'PUT bucket versioning': 'PutBucketVersioning',
  'GET bucket versions': 'GetBucketObjectVersions',
  'GET bucket': 'GetBucket',
  'PUT object': 'PutObject',
  'PUT object copy': 'PutObject',
  'GET object': 'GetObject',
  'HEAD object': 'HeadObject',
  'DELETE object': 'DeleteObject',
};

/** Headers whose use is an action of its own. Source: COS's command line tool, "permissions" of `cp`. */
const BY_HEADER: readonly (readonly [RegExp, string])[] = [
  [/^x-cos-(?:acl$|grant-)|^acl$/, 'PutObjectACL'],
  [/^x-cos-tagging$/, 'PutObjectTagging'],
];
/** Headers that are condition keys for uploads. Source: COS, "Access policy language: conditions" (product/436/46205). */
const CONDITION_KEYS = ['x-cos-acl', 'x-cos-storage-class', 'content-type'];

/** What a request does: several things when it copies or sets more than contents. @throws CosError as `sourceOf` does. */
export function attemptsOf(request: CosRequest, place: CosPlace): readonly Attempt[] {
  const { bucket = '', key, query, headers } = request;
  const target = at(place.region, bucket, key || (query.get('prefix') ?? ''));
  const sent = Object.fromEntries(Object.keys(headers).map((name) => [name, headerOf(request, name) ?? '']));
  const name = ACTIONS[nameOfOperation(request)] ?? 'Unknown';
  const copySource = headerOf(request, 'x-cos-copy-source');
  const writes = request.method === 'PUT' || request.method === 'POST';
  return [
    { ...target, action: `cos:${name}`, facts: factsOf(sent) },
    ...(writes && key !== '' ? moreOf(sent, target) : []),
    ...(copySource === undefined ? [] : [readingOf(copySource, place)]),
  ];
}

/** What a form does. @param fields with COS's names. */
export const formAttempts = (
  bucket: string,
  key: string,
  fields: Readonly<Record<string, string>>,
  region: string,
): readonly Attempt[] => {
  const target = at(region, bucket, key);
  return [{ ...target, action: 'cos:PostObject', facts: factsOf(fields) }, ...moreOf(fields, target)];
};

/** @throws CosError AccessDenied when one of the session's policies doesn't allow all of it. */
export function requirePermission({ policies }: Session, attempts: readonly Attempt[]): void {
  if (!attempts.every((attempt) => isAllowed(policies, attempt))) throw accessDenied();
}

type Target = Pick<Attempt, 'resource' | 'ownAccount'>;

function at(region: string, bucket: string, key: string): Target {
  const ownAccount = `uid/${bucket.slice(bucket.lastIndexOf('-') + 1) || LAPTOP_ACCOUNT.appId}`;
  return { resource: `qcs::cos:${region}:${ownAccount}:${bucket}/${key}`, ownAccount };
}

function readingOf(copySource: string, place: CosPlace): Attempt {
  const { bucket, key } = sourceOf(copySource, place);
  return { ...at(place.region, bucket, key), action: 'cos:GetObject' };
}

const moreOf = (sent: Readonly<Record<string, string>>, target: Target): readonly Attempt[] =>
  BY_HEADER.filter(([header]) => Object.keys(sent).some((name) => header.test(name))).map(([, action]) => ({
    ...target,
    action: `cos:${action}`,
  }));

const factsOf = (sent: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(CONDITION_KEYS.flatMap((name) => (sent[name] ? [[`cos:${name}`, sent[name]] as const] : [])));
