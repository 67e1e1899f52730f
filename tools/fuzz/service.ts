import { setTimeout } from 'node:timers/promises';
import { startLaptop } from '../../local/laptop.ts';

/**
 * The laptop in its own process, so that its memory can be measured. Run by service-process.ts.
 *
 * Arguments: data directory, URL of a database or ''. Messages out: {addresses} once, then {rssBytes} for every 'rss'
 * that comes in. The log goes to stdout, line by line. Ends with its parent.
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
