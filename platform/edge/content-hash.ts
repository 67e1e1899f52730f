import { createHash } from 'node:crypto';

/**
 * The content hash of docs/api/review-desk.yaml: SHA-256, hexadecimal, of a value as JSON with sorted keys and without
 * spaces. That is RFC 8785, whose number format is that of JavaScript. Undefined properties are left out, as in JSON.
 */
export function contentHash(value: unknown): string {
  return createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify(value))))
    .digest('hex');
}

/** SHA-256 of the bytes of a document, hexadecimal. */
export const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
