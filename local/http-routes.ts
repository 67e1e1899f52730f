import type { HttpTrigger, ServerlessFunction } from '../deploy/manifest/serverless-yml.ts';

export interface HttpRoute extends HttpTrigger {
  readonly functionName: string;
}

/** Finds the function that serves a request. `host` is the request's host without port. */
export type RouteOf = (path: string, host: string) => HttpRoute | undefined;

/** The path mapping of a service's functions. */
export const httpRoutes = (service: {
  readonly functions: Readonly<Record<string, Pick<ServerlessFunction, 'name' | 'http'>>>;
}): ((path: string) => HttpRoute | undefined) =>
  pathMapping(
    Object.values(service.functions).flatMap(({ name, http }) => (http ? [{ ...http, functionName: name }] : [])),
  );

/**
 * Finds the function of a path as the custom domain's path mapping does: an exact pattern first, else the longest
 * prefix. `/x/*` matches everything below `/x/`, not `/x` itself.
 */
export function pathMapping(routes: readonly HttpRoute[]): (path: string) => HttpRoute | undefined {
  const exact = new Map<string, HttpRoute>();
  const prefixes: (readonly [prefix: string, route: HttpRoute])[] = [];
  for (const route of routes) {
    for (const path of route.paths) {
      if (path.endsWith('*')) prefixes.push([path.slice(0, -1), route]);
      else exact.set(path, route);
    }
  }
  prefixes.sort(([a], [b]) => b.length - a.length);
  return (path) => exact.get(path) ?? prefixes.find(([prefix]) => path.startsWith(prefix))?.[1];
}
