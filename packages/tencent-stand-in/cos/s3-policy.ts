import type { Session } from '../credentials.ts';
import { accessDenied, CosError } from './cos-error.ts';
import { type LengthRange, refusedByPolicy, verifyConditions } from './post-policy.ts';
import { type SigningPlace, signS3, verifyCredential } from './s3-signature.ts';

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
export function verifyS3Policy(
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
