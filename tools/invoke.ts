import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCommand } from './run-command.ts';
import { withLaptop } from './temporary-laptop.ts';
import { USAGES } from './usages.mjs';

const USAGE = USAGES.invoke;

/** Runs one function on one event file, on its own laptop, and prints what the function returned. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { verbose: { type: 'boolean', default: false } },
  });
  const [name, file] = positionals;
  if (!name || !file) throw new Error(USAGE);
  const event: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const log = (source: string, line: string) => {
    if (values.verbose || source === name) console.error(`${source.padEnd(14)} ${line}`);
  };
  await withLaptop({ log, databaseUrl: process.env.DATABASE_URL }, async (laptop) => {
    const result = await laptop.host.invoke(name, event);
    console.log(JSON.stringify(result.ok ? result.value : { failed: result.kind, message: result.message }, null, 2));
    console.error(`${result.ok ? 'ok' : 'failed'} in ${Math.round(result.durationMs)} ms`);
    if (!result.ok) process.exitCode = 1;
  });
}

runCommand(main);
