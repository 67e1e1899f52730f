import { invalidArgument, notImplemented } from './cos-error.ts';

const KEPT = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-cos-server-side-encryption',
  'x-cos-storage-class',
]);

/** What COS does besides storing bytes. It is not done here, and never ignored. */
const NOT_DONE_NAMES =
  'callback forbid-overwrite grant- object-lock return-body server-side-encryption- tagging traffic-limit website-';
const NOT_DONE = new RegExp(`^x-cos-(?:${NOT_DONE_NAMES.replaceAll(' ', '|')})|^pic-operations$`);

/**
 * An object's headers, from request headers or form fields, reduced to those that COS stores and returns. Empty values
 * are ignored.
 *
 * @param given names in lower case.
 * @throws CosError for what this COS does not implement: public objects, customer keys, other storage classes.
 */
export function objectHeaders(given: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const value = (name: string) => String(given[name] ?? '');
  if (!['', 'default', 'private'].includes(value('x-cos-acl') || value('acl'))) throw notImplemented();
  if (!['', 'AES256'].includes(value('x-cos-server-side-encryption'))) throw notImplemented();
  if (Object.keys(given).some((name) => NOT_DONE.test(name))) throw notImplemented();
  if (!['', 'STANDARD'].includes(value('x-cos-storage-class'))) throw invalidArgument('Unsupported storage class.');
  const kept = Object.entries(given).filter(
    ([name, value]) => value && (KEPT.has(name) || name.startsWith('x-cos-meta-')),
  );
  return {
    'content-type': 'application/octet-stream',
    ...Object.fromEntries(kept.map(([name]) => [name, value(name)])),
  };
}

/** The object's headers that COS repeats in its replies to writers. */
export function encryptionOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const name = 'x-cos-server-side-encryption';
  return headers[name] ? { [name]: headers[name] } : {};
}
