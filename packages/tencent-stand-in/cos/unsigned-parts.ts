import { CosError } from './cos-error.ts';
import type { CosRequest } from './cos-request.ts';

/** Headers that change what a request does. The SDKs add these two after they have signed. */
const MEANINGFUL = /^x-(?:cos|amz)-(?!security-token$|sdk-retry$)|^pic-operations$/;
/** Parameters that change a reply. */
const OVERRIDING = /^response-/;

/**
 * Refuses what somebody has added to a signed request. Amazon S3 does so for headers `x-amz-*`: "There were headers
 * present in the request which were not signed". COS doesn't document it, so this is stricter than COS: what a signature
 * must not allow there has to be left out of its credential's policy.
 *
 * @param signed names in lower case.
 * @throws CosError AccessDenied.
 */
export function refuseUnsigned(
  { headers, query }: Pick<CosRequest, 'headers' | 'query'>,
  signed: { readonly headers: readonly string[]; readonly parameters: readonly string[] },
): void {
  const parameters = signed.parameters.map((name) => name.toLowerCase());
  const unsigned = [
    ...Object.keys(headers).filter((name) => MEANINGFUL.test(name) && !signed.headers.includes(name)),
    ...[...query.keys()].filter((name) => OVERRIDING.test(name) && !parameters.includes(name)),
  ];
  if (unsigned.length === 0) return;
  throw new CosError(403, 'AccessDenied', 'There were headers present in the request which were not signed', {
    HeadersNotSigned: unsigned.join(', '),
  });
}
