import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import pg from 'pg';
import { vi } from 'vitest';

const watched = new AsyncLocalStorage<string[]>();
const note = (text: string) => watched.getStore()?.push(text);

/** Begins to watch the statements and the calls of functions that run in this process. Call it once in a file. */
export function watchWork(): void {
  const { query } = pg.Client.prototype;
  const calling = (message: unknown) => {
    const { request } = message as { request: ClientRequest & { readonly origin?: string } };
    note(`${request.method} ${request.origin ?? request.getHeader('host')}${request.path}`);
  };
  subscribe('http.client.request.start', calling);
  subscribe('undici:request:create', calling);
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    note(String((args[0] as { text?: string }).text ?? args[0]));
    return (query as (...given: unknown[]) => unknown).apply(this, args);
  } as never);
}

/** What a function does while it answers one event: the texts of its statements, and its calls to others, sorted. */
export async function workOf<T>(answer: () => Promise<T>): Promise<{ readonly result: T; readonly work: string[] }> {
  const work: string[] = [];
  const result = await watched.run(work, answer);
  return { result, work: work.toSorted() };
}
