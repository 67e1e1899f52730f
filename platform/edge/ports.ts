/** The ports that a room names, as functions that create them. */
export type Providers = Readonly<Record<string, () => Promise<unknown>>>;

/** The ports that use cases receive. */
export type PortsOf<P extends Providers> = { readonly [K in keyof P]: Awaited<ReturnType<P[K]>> };

/** Creates all ports of a room concurrently. */
export async function resolvePorts<P extends Providers>(providers: P): Promise<PortsOf<P>> {
  const entries = Object.entries(providers).map(async ([name, provide]) => [name, await provide()] as const);
  return Object.fromEntries(await Promise.all(entries)) as PortsOf<P>;
}
