/** The parts of a request's address and body; values that are undefined are left out. */
export interface AnyInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Path and query of an operation. @param path with `{name}` for each parameter. */
export function addressOf(path: string, { params = {}, query = {} }: AnyInput): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, param: string) => encodeURIComponent(params[param] ?? ''));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = given.map(([field, value]) => `${field}=${encodeURIComponent(String(value))}`).join('&');
  return `${filled}${search && `?${search}`}`;
}
