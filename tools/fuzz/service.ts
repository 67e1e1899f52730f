import { setTimeout } from 'node:timers/promises';
import { startLaptop } from '../../local/laptop.ts';

/**
 * The laptop in a process of its own, so that what it takes of memory is nobody else's. Run by service-process.ts.
 *
 * Arguments: data folder, URL of a database or ''. Messages out: {addresses} once, then {rssBytes} for every 'rss' that comes in. Each
 * line of the log goes to stdout. Ends when the parent goes away.
 */
const COLLECTING_MS = 3_000;
const [dir = '', databaseUrl] = process.argv.slice(2);
const laptop = await startLaptop({
  port: 0,
  dir,
  log: (source, line) => process.stdout.write(`${source} ${line}\n`),
  databaseUrl: databaseUrl || undefined,
  reviewDelayMs: 50,
});
process.on('message', async () => {
  laptop.host.collect();
  globalThis.gc?.();
  await setTimeout(COLLECTING_MS);
  process.send?.({ rssBytes: process.memoryUsage.rss() });
});
process.on('disconnect', () => {
  void laptop.stop().then(() => process.exit());
});
process.send?.({ addresses: laptop.addresses });
