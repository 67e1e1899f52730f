/** A port all of whose methods are asynchronous. */
export type Asked<P> = { readonly [K in keyof P]: (...parts: never[]) => Promise<unknown> };

/**
 * A port that is created on its first call. Most events of a function call none of its vendors, and the clients of the
 * registries alone take 33 ms of CPU to load, more than a tenth of a first reply of `filing`.
 */
export function whenAsked<P extends Asked<P>>(make: () => Promise<P>): P {
  return new Proxy({} as P, {
    get: (_, name) =>
      // `await port` reads `then` to see whether the port is a promise.
      typeof name === 'symbol' || name === 'then'
        ? undefined
        : async (...parts: never[]) => (await make())[name as keyof P](...parts),
  });
}
