/** What PostgreSQL takes neither as text nor in JSON: NUL, and half of a surrogate pair. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;
const EACH_UNSTORABLE = /[\0\p{Surrogate}]/gu;
const REPLACEMENT = '\ufffd';

/** The largest number of PostgreSQL's `integer`. */
export const MAX_INTEGER = 2 ** 31 - 1;

/**
 * A JSON value from outside with each text made storable: what can't be stored is replaced by U+FFFD, as a decoder does
 * with broken UTF-8. For text that nobody here can correct; what a caller typed is refused instead.
 *
 * @throws RangeError for a value that is nested too deeply.
 */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(EACH_UNSTORABLE, REPLACEMENT);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [storable(name) as string, storable(part)]));
}

/** Paths of the texts in a JSON value that can't be stored, such as `websites.0.name`. */
export function unstorablePaths(value: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? [path.join('.')] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => unstorablePaths(part, [...path, name]));
}
