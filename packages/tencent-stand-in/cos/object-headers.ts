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

/**
 * What a writer says of an object, from headers or form fields, reduced to what COS keeps and gives back. Empty ones say nothing.
 *
 * @param said names in lower case.
 * @throws CosError for what this COS would have to do and doesn't: public objects, keys of one's own, other storage classes.
 */
export function objectHeaders(said: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const value = (name: string) => String(said[name] ?? '');
  if (!['', 'default', 'private'].includes(value('x-cos-acl') || value('acl'))) throw notImplemented();
  if (!['', 'AES256'].includes(value('x-cos-server-side-encryption'))) throw notImplemented();
  if (Object.keys(said).some((name) => name.startsWith('x-cos-server-side-encryption-customer')))
    throw notImplemented();
  if (!['', 'STANDARD'].includes(value('x-cos-storage-class'))) throw invalidArgument('Unsupported storage class.');
  const kept = Object.entries(said).filter(
    ([name, said]) => said && (KEPT.has(name) || name.startsWith('x-cos-meta-')),
  );
  return {
    'content-type': 'application/octet-stream',
    ...Object.fromEntries(kept.map(([name]) => [name, value(name)])),
  };
}

/** The part of an object's headers that COS repeats to its writer. */
export function encryptionOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const name = 'x-cos-server-side-encryption';
  return headers[name] ? { [name]: headers[name] } : {};
}
