/** A port that is all questions. */
export type Asked<P> = { readonly [K in keyof P]: (...parts: never[]) => Promise<unknown> };

/**
 * A port that is made when it is first asked something. Most calls of a function ask none of its vendors; the clients of the registries alone
 * take 33 ms of CPU to load, more than a tenth of a first reply of `filing`.
 */
export function whenAsked<P extends Asked<P>>(make: () => Promise<P>): P {
  return new Proxy({} as P, {
    get: (_, name) =>
      // Whoever awaits the port looks whether it is a promise.
      typeof name === 'symbol' || name === 'then'
        ? undefined
        : async (...parts: never[]) => (await make())[name as keyof P](...parts),
  });
}
