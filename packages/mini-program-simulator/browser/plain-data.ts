const LARGEST_BYTES = 1024 * 1024;

/** The largest `setData` so far, in bytes of its JSON; tests hold it to their budget. */
export const measured = { largestSetDataBytes: 0, at: '' };

/**
 * What crosses from logic to view on a phone is JSON, at most 1 MiB. The simulator has one thread, so it checks instead.
 *
 * @throws Error about the first value that would be lost or changed.
 */
export function checkPlain(data: unknown, at: string): void {
  check(data, 'data');
  const bytes = new Blob([JSON.stringify(data)]).size;
  if (bytes > LARGEST_BYTES) throw new Error(`setData: ${bytes} bytes are more than 1 MiB`);
  if (bytes > measured.largestSetDataBytes) Object.assign(measured, { largestSetDataBytes: bytes, at });
}

function check(value: unknown, path: string): void {
  if (value === undefined) throw new Error(`setData: ${path} is undefined`);
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return;
  if (!isPlain(value)) throw new Error(`setData: ${path} is no JSON: ${Object.prototype.toString.call(value)}`);
  for (const [key, part] of Object.entries(value)) check(part, `${path}.${key}`);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
