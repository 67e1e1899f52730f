import type { HttpTrigger, ServerlessService } from './serverless-yml.ts';

export interface HttpRoute extends HttpTrigger {
  readonly functionName: string;
}

/**
 * Finds the function of a path as the custom domain's path mapping does: an exact pattern first, else the longest prefix. `/x/*` takes
 * everything below `/x/`, not `/x` itself.
 */
export function httpRoutes(service: ServerlessService): (path: string) => HttpRoute | undefined {
  const exact = new Map<string, HttpRoute>();
  const prefixes: (readonly [prefix: string, route: HttpRoute])[] = [];
  for (const { name, http } of Object.values(service.functions)) {
    if (!http) continue;
    const route = { ...http, functionName: name };
    for (const path of http.paths) {
      if (path.endsWith('*')) prefixes.push([path.slice(0, -1), route]);
      else exact.set(path, route);
    }
  }
  prefixes.sort(([a], [b]) => b.length - a.length);
  return (path) => exact.get(path) ?? prefixes.find(([prefix]) => path.startsWith(prefix))?.[1];
}
