import { createHash } from 'node:crypto';

/** SHA-256, hexadecimal, of a JSON value with sorted keys and without spaces: RFC 8785. */
export const contentHashOf = (data: unknown): string => createHash('sha256').update(canonical(data)).digest('hex');

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
