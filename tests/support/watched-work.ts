import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import pg from 'pg';
import { vi } from 'vitest';

const watched = new AsyncLocalStorage<string[]>();
const note = (text: string) => watched.getStore()?.push(text);

/** Watches the statements and the calls of functions that run in this process. For `beforeAll`, which gets the end of it. */
export function watchWork(): () => void {
  const { query } = pg.Client.prototype;
  const calling = (message: unknown) => {
    const { request } = message as { request: ClientRequest & { readonly origin?: string } };
    note(`${request.method} ${request.origin ?? request.getHeader('host')}${request.path}`);
  };
  subscribe('http.client.request.start', calling);
  subscribe('undici:request:create', calling);
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    note(String((args[0] as { text?: string }).text ?? args[0]));
    return (query as (...given: unknown[]) => unknown).apply(this, args);
  } as never);
  return () => {
    unsubscribe('http.client.request.start', calling);
    unsubscribe('undici:request:create', calling);
    spy.mockRestore();
  };
}

/** What a function does while it answers one event: the texts of its statements, and its calls to others, sorted. */
export async function workOf<T>(answer: () => Promise<T>): Promise<{ readonly result: T; readonly work: string[] }> {
  const work: string[] = [];
  const result = await watched.run(work, answer);
  return { result, work: work.toSorted() };
}
