import { toXml } from './xml.ts';

/**
 * An error of COS. Codes and texts: COS API documentation, "Error Codes" (product/436/7730).
 *
 * @param facts more elements of the error document, e.g. the signed string.
 */
export class CosError extends Error {
  override readonly name = 'CosError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly facts: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export const accessDenied = (message = 'Access Denied.') => new CosError(403, 'AccessDenied', message);
export const unknownKey = () =>
  new CosError(403, 'InvalidAccessKeyId', 'The Access Key Id you provided does not exist in our records');
export const invalidArgument = (message: string) => new CosError(400, 'InvalidArgument', message);
export const noSuchBucket = () => new CosError(404, 'NoSuchBucket', 'The specified bucket does not exist.');
export const noSuchKey = () => new CosError(404, 'NoSuchKey', 'The specified key does not exist.');
export const malformedXml = () =>
  new CosError(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate.');
export const notImplemented = () =>
  new CosError(501, 'NotImplemented', 'A header or query you provided requests a function that is not implemented.');

/** The error document of an error. */
export const errorXml = ({ code, message, facts }: CosError, resource: string, requestId: string): string =>
  toXml('Error', { Code: code, Message: message, ...facts, Resource: resource, RequestId: requestId });
