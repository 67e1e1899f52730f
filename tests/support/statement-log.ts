import { appendFileSync } from 'node:fs';
import pg from 'pg';

/**
 * Writes every statement that an adapter sends to the driver into the file `STATEMENT_LOG`, one JSON line each, with
 * the adapter that sent it: `npm run bench -- scale` judges them on a large database. Loaded by `vitest.config.ts` when
 * the variable is set. It stands between adapter and driver, so no adapter knows of it.
 */
export interface LoggedStatement {
  /** The adapter's file and line, such as `reviews.ts:40`; those of the desk begin with `desk/`. */
  readonly adapter: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

const file = process.env.STATEMENT_LOG;
/** The files that every adapter goes through. */
const COMMON = ['connection', 'database', 'rows', 'steady-pool'];
const FRAME =
  /at (?:async )?(?:\S+ )?.*?(?:(?:shared|(desk))\/adapters\/postgres|platform\/database)\/(?:[\w-]+\/)?([\w-]+)\.ts:(\d+)/;

const bytesAsText = (_: string, value: unknown) =>
  value !== null && typeof value === 'object' && (value as { type?: string }).type === 'Buffer'
    ? { hex: Buffer.from((value as { data: number[] }).data).toString('hex') }
    : value;

/** The nearest adapter on the stack, with the line of its call; undefined for a statement of a test. */
function adapterOf(stack: string): string | undefined {
  for (const line of stack.split('\n')) {
    const [, desk, name, at] = FRAME.exec(line) ?? [];
    if (name && !COMMON.includes(name) && !name.endsWith('.test')) return `${desk ? 'desk/' : ''}${name}.ts:${at}`;
  }
  return undefined;
}

if (file) {
  Error.stackTraceLimit = 60;
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  const seen = new Set<string>();
  pg.Client.prototype.query = function logged(this: pg.Client, ...args: unknown[]) {
    const [text, values] = args;
    if (typeof text === 'string' && Array.isArray(values)) {
      const adapter = adapterOf(new Error('stack').stack ?? '');
      if (adapter && !seen.has(adapter + text)) {
        seen.add(adapter + text);
        appendFileSync(file, `${JSON.stringify({ adapter, text, values }, bytesAsText)}\n`);
      }
    }
    return query.apply(this, args);
  } as typeof pg.Client.prototype.query;
}
