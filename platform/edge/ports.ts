/**
 * What a room composes: the functions that create its ports, each of them from `parts` where it asks for them. `parts` itself, where
 * there is one, creates what several of them are made of.
 */
export type Providers = Readonly<Record<string, (parts: never) => unknown>>;

type PartsOf<P extends Providers> = P extends { readonly parts: () => Promise<infer Parts> } ? Parts : undefined;

/** The ports that use cases receive. */
export type PortsOf<P extends Providers> = {
  readonly [K in Exclude<keyof P, 'parts'>]: P[K] extends (parts: PartsOf<P>) => infer Port
    ? Awaited<Port>
    : 'the parts of this room are too few for it';
};

/** Creates all ports of a room concurrently. */
export async function resolvePorts<P extends Providers>({ parts, ...providers }: P): Promise<PortsOf<P>> {
  const given = (await parts?.(undefined as never)) as never;
  const entries = Object.entries(providers).map(async ([name, provide]) => [name, await provide(given)] as const);
  return Object.fromEntries(await Promise.all(entries)) as PortsOf<P>;
}
