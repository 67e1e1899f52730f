import type { Session } from '../credentials.ts';
import { accessDenied, CosError, invalidArgument, noSuchBucket, notImplemented } from './cos-error.ts';
import type { CosBucket, CosReply } from './cos-reply.ts';
import { type CosRequest, headerOf } from './cos-request.ts';
import { readUploadForm } from './form.ts';
import { encryptionOf, objectHeaders } from './object-headers.ts';
import { formAttempts, requirePermission } from './permission.ts';
import { type LengthRange, refusedByPolicy, verifyConditions, verifyPolicy, withinLength } from './post-policy.ts';
import { s3Names } from './s3-dialect.ts';
import { type SigningPlace, signS3, verifyCredential } from './s3-signature.ts';
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
  requirePlainAnswer(fields);
  const headers = objectHeaders(named);
  const received = await bucket.objects.receive(withinLength(form.file, range), fields['content-md5']);
  const object = bucket.objects.put(key, received, headers);
  return {
    status: fields.success_action_status === '200' ? 200 : 204,
    headers: { etag: object.etag, ...encryptionOf(object.headers) },
    created: { bucket, object, by: 'Post' },
  };
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

/** @throws CosError NotImplemented for a redirect, or an answer with a document. */
function requirePlainAnswer({
  success_action_redirect,
  success_action_status,
}: Readonly<Record<string, string>>): void {
  if (success_action_redirect !== undefined || success_action_status === '201') throw notImplemented();
}

/** Fields that need no condition: the policy itself, the file, and what depends on them. */
const WITHOUT_CONDITION = /^(policy|file|x-amz-signature|x-ignore-.*)$/;

/**
 * Checks the policy of an S3 form: its signature, its expiration, every condition, and that every field has one.
 * Source: Amazon S3 API reference, "Creating an HTML form (using AWS signature version 4)" and "POST policy".
 *
 * @param fields by lower-case name, with `bucket` and the final `key`.
 * @returns whose policy it is, and its limits for the file's length.
 * @throws CosError AccessDenied, InvalidAccessKeyId, InvalidToken, SignatureDoesNotMatch, InvalidPolicyDocument.
 */
function verifyS3Policy(
  fields: Readonly<Record<string, string>>,
  place: SigningPlace,
  now: Date,
): { readonly session: Session; readonly range: LengthRange } {
  const { policy = '', 'x-amz-credential': credential = '', 'x-amz-date': date = '' } = fields;
  if (fields['x-amz-algorithm'] !== 'AWS4-HMAC-SHA256') throw accessDenied('Unsupported x-amz-algorithm.');
  const { scope, session } = verifyCredential(
    { credential, date, token: fields['x-amz-security-token'] },
    place,
    (reason) => accessDenied(reason),
  );
  if (fields['x-amz-signature'] !== signS3(session.credentials, scope, policy)) {
    throw new CosError(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match yours.', {
      StringToSign: policy,
    });
  }
  const range = verifyConditions(Buffer.from(policy, 'base64').toString('utf8'), fields, now, {
    names: Object.keys(fields).filter((name) => !WITHOUT_CONDITION.test(name)),
    otherwise: (missing) => refusedByPolicy(`Extra input fields: ${missing}`),
  });
  return { session, range };
}
