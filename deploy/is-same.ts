import { isDeepStrictEqual } from 'node:util';

/** Whether the value that was read matches the wanted one. */
export const isSame = (wanted: unknown, is: unknown): boolean => isDeepStrictEqual(pickedLike(wanted, is), wanted);

/** The fields of the read value that the wanted value has: the platform adds fields of its own. */
function pickedLike(wanted: unknown, is: unknown): unknown {
  if (Array.isArray(wanted) && Array.isArray(is)) return is.map((one, index) => pickedLike(wanted[index], one));
  if (!isObject(wanted) || !isObject(is)) return is;
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, pickedLike(wanted[key], is[key])]));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
