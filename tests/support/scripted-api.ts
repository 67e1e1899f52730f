import { type Call, createApiClient } from '../../client/calls/api-client.ts';
import type { Shown } from '../../client/kit/shown.ts';
import type { HttpRequest } from '../../contracts/client/http-client.ts';

/** What an API replies: by method and path, one body after another; the last one stays. An Error is a lost network. */
export type Script = Readonly<Record<string, readonly unknown[]>>;

/** A client of an API that replies as scripted, and what it was asked. */
export function scriptedApi(script: Script): { readonly call: Call; readonly asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  const left = new Map(Object.entries(script).map(([route, bodies]) => [route, [...bodies]]));
  const call = createApiClient({
    baseUrl: '',
    async send(request) {
      asked.push(request);
      const route = `${request.method} ${request.url.split('?')[0]}`;
      const bodies = left.get(route) ?? [];
      const body = bodies.length > 1 ? bodies.shift() : bodies[0];
      if (body === undefined) throw new Error(`nothing is scripted for ${route}`);
      if (body instanceof Error) throw body;
      const isRefusal = typeof body === 'object' && body !== null && 'error' in body;
      return { status: isRefusal ? 409 : 200, body };
    },
    token: async () => 'token',
    newKey: () => 'k'.repeat(20),
    sleep: async () => {},
    onSessionEnd: () => {},
  });
  return { call, asked };
}

/** A state that nobody looks at. */
export function shown<State extends object>(initial: State): Shown<State> {
  const now = { ...initial };
  return { now, change: (part) => void Object.assign(now, part) };
}
