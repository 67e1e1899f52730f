/** The ports of a room as it names them: each is made when the room is called. */
export type Providers = Readonly<Record<string, () => Promise<unknown>>>;

/** The ports themselves, as use cases are handed them. */
export type PortsOf<P extends Providers> = { readonly [K in keyof P]: Awaited<ReturnType<P[K]>> };

/** Makes every port that a room names, side by side. */
export async function resolvePorts<P extends Providers>(providers: P): Promise<PortsOf<P>> {
  const entries = Object.entries(providers).map(async ([name, provide]) => [name, await provide()] as const);
  return Object.fromEntries(await Promise.all(entries)) as PortsOf<P>;
}
