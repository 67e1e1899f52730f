import { isDeepStrictEqual } from 'node:util';

/**
 * Whether the value that was read matches the wanted one. The platform returns what is empty as null, as an empty text, or
 * not at all, and COS's documents have numbers and switches as text.
 */
export const isSame = (wanted: unknown, is: unknown): boolean =>
  isDeepStrictEqual(plain(pickedLike(wanted, is)), plain(wanted));

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value))
    return value === null || value === '' ? undefined : typeof value === 'object' ? value : scalar(value);
  const entries = Object.entries(value).map(([key, inner]) => [key, plain(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

const scalar = (value: unknown): unknown => (value === undefined ? undefined : String(value));

/** The fields of the read value that the wanted value has: the platform adds fields of its own. */
function pickedLike(wanted: unknown, is: unknown): unknown {
  if (Array.isArray(wanted) && Array.isArray(is)) return is.map((item, index) => pickedLike(wanted[index], item));
  if (!isObject(wanted) || !isObject(is)) return is;
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, pickedLike(wanted[key], is[key])]));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
