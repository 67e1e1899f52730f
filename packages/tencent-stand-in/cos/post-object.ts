import type { Session } from '../credentials.ts';
import { accessDenied, invalidArgument, noSuchBucket } from './cos-error.ts';
import type { CosBucket, CosReply } from './cos-reply.ts';
import { type CosRequest, headerOf } from './cos-request.ts';
import { readUploadForm } from './form.ts';
import type { StoredObject } from './object-files.ts';
import { encryptionOf, objectHeaders } from './object-headers.ts';
import { formAttempts, requirePermission } from './permission.ts';
import { type LengthRange, verifyPolicy, withinLength } from './post-policy.ts';
import { s3Names } from './s3-dialect.ts';
import { verifyS3Policy } from './s3-policy.ts';
import type { SigningPlace } from './s3-signature.ts';
import { toXml } from './xml.ts';
import { verifyXmlSignature } from './xml-signature.ts';

const ANY_LENGTH: LengthRange = { minBytes: 0, maxBytes: Number.POSITIVE_INFINITY };

/**
 * POST Object: a browser's or mini program's form. Authorized by a signed policy, COS's or S3's, or by the field
 * `Signature` with an XML signature over `POST /`, as cos-wx-sdk-v5 does. The object's type is the field Content-Type;
 * the file part's own headers are ignored.
 *
 * @throws CosError
 */
export async function postObject(
  request: CosRequest,
  bucketOf: (name: string) => CosBucket,
  place: SigningPlace,
  now: Date,
): Promise<CosReply> {
  const form = await readUploadForm(headerOf(request, 'content-type') ?? '', request.body);
  const { bucket, key } = target(request, form.fields.key ?? '', form.fileName, bucketOf);
  const fields: Readonly<Record<string, string>> = { ...form.fields, key, bucket: bucket.name };
  const { session, range } = authorize(request, fields, place, now);
  const named = s3Names(fields);
  requirePermission(session, formAttempts(bucket.name, key, named, place.region));
  const headers = objectHeaders(named);
  const received = await bucket.objects.receive(withinLength(form.file, range), fields['content-md5']);
  const object = bucket.objects.put(key, received, headers);
  return { ...success(fields, bucket, object), created: { bucket, object, by: 'Post' } };
}

/** Without a bucket in the address, the bucket is the first segment of the key: the SDK puts its `Domain` there. */
function target(request: CosRequest, key: string, fileName: string, bucketOf: (name: string) => CosBucket) {
  if (key === '') throw invalidArgument('Bucket POST must contain a field named key.');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what COS replaces in a key
  const named = key.replaceAll('${filename}', () => fileName);
  if (request.bucket !== undefined) return { bucket: bucketOf(request.bucket), key: named };
  const [bucket = '', ...rest] = named.split('/');
  if (rest.length === 0) throw noSuchBucket();
  return { bucket: bucketOf(bucket), key: rest.join('/') };
}

function authorize(
  request: CosRequest,
  fields: Readonly<Record<string, string>>,
  place: SigningPlace,
  now: Date,
): { readonly session: Session; readonly range: LengthRange } {
  const { sessions } = place;
  if (fields['x-amz-algorithm'] !== undefined) return verifyS3Policy(fields, place, now);
  if (fields.policy !== undefined) return verifyPolicy(fields, sessions, now);
  if (fields.signature === undefined) throw accessDenied();
  const token = fields['x-cos-security-token'];
  return { session: verifyXmlSignature(fields.signature, token, request, sessions, now), range: ANY_LENGTH };
}

function success(fields: Readonly<Record<string, string>>, bucket: CosBucket, object: StoredObject): CosReply {
  const headers = { etag: object.etag, ...encryptionOf(object.headers) };
  const redirect = fields.success_action_redirect;
  if (redirect !== undefined && URL.canParse(redirect)) {
    const location = new URL(redirect);
    for (const [name, value] of [
      ['bucket', bucket.name],
      ['key', object.key],
      ['etag', object.etag],
    ] as const) {
      location.searchParams.set(name, value);
    }
    return { status: 303, headers: { ...headers, location: location.href } };
  }
  if (fields.success_action_status === '200') return { status: 200, headers };
  if (fields.success_action_status !== '201') return { status: 204, headers };
  const body = toXml('PostResponse', {
    Location: encodeURI(object.key),
    Bucket: bucket.name,
    Key: object.key,
    ETag: object.etag,
  });
  return { status: 201, headers: { ...headers, 'content-type': 'application/xml' }, body };
}
