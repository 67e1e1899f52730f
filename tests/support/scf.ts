import { vi } from 'vitest';
import type { HttpReply, ScfContext } from '../../platform/edge/scf.ts';

/** A context as the platform passes it, without functions in it. */
export const scfContext = (changes: Partial<ScfContext> = {}): ScfContext => ({
  request_id: 'c2af8a1e-5b0c-4f1c-9a55-9d0a4d6f2b11',
  function_name: 'notes',
  memory_limit_in_mb: 256,
  time_limit_in_ms: 20_000,
  ...changes,
});

interface EventParts {
  readonly headers?: Readonly<Record<string, string>>;
  readonly queryString?: Readonly<Record<string, string | readonly string[]>>;
  /** Serialized as JSON, unless it is a string. */
  readonly body?: unknown;
}

/** A function-URL event. */
export function httpEventOf(
  route: `${string} /${string}`,
  { headers = {}, queryString = {}, body = '' }: EventParts = {},
) {
  const [httpMethod, path] = route.split(' ');
  return { httpMethod, path, headers, queryString, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** Status and parsed body of a reply. */
export const seen = ({ statusCode, body }: HttpReply) => ({ status: statusCode, body: JSON.parse(body) as unknown });

/** Collects a test's log lines instead of printing them. The runner restores the console (`restoreMocks`). */
export function collectLog() {
  const texts: string[] = [];
  const spy = vi.spyOn(console, 'log').mockImplementation((text: string) => {
    texts.push(text);
  });
  return {
    texts,
    lines: () => texts.map((text) => JSON.parse(text) as Readonly<Record<string, unknown>>),
    clear: () => {
      texts.length = 0;
    },
    stop: () => spy.mockRestore(),
  };
}
