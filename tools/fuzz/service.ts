import { setTimeout } from 'node:timers/promises';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { ROOT } from '../../deploy/root.ts';
import { startLaptop } from '../../local/laptop.ts';
import { platformEnvironment } from '../../local/platform-facts.ts';
import { sessions } from '../../shared/compose/database.ts';
import { sessionTokens } from '../../shared/compose/keys.ts';
import { seedFilings, writeWorld } from '../chaos/seed.ts';
import type { ReadyAccount } from './people.ts';

/**
 * The laptop in its own process, so that its memory can be measured. Run by service-process.ts.
 *
 * Arguments: data directory, URL of a database or '', number of accounts. Messages out: {addresses} once, then
 * {accounts} for 'accounts' and {rssBytes} for every 'rss' that comes in. The log goes to stdout, line by line. Ends
 * with its parent.
 */
const COLLECTING_MS = 3_000;
const [dir = '', databaseUrl, accountCount] = process.argv.slice(2);
writeWorld(dir, Number(accountCount));
const laptop = await startLaptop({
  port: 0,
  dir,
  log: (source, line) => process.stdout.write(`${source} ${line}\n`),
  databaseUrl: databaseUrl || undefined,
  reviewDelayMs: 50,
});

/** Signed-in people whose filings are ready for submission. */
async function readyAccounts(): Promise<readonly ReadyAccount[]> {
  const account = { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS };
  // The seed uses the same ports as the functions.
  for (const { environment } of Object.values(laptop.service.functions)) Object.assign(process.env, environment);
  Object.assign(process.env, platformEnvironment('fuzz', `${ROOT}/`, account));
  const [applicants, open, tokens] = [
    await seedFilings(Number(accountCount), String(Date.now())),
    await sessions(),
    await sessionTokens(),
  ];
  const accounts: ReadyAccount[] = [];
  for (const { accountId, filingId, websiteId, domain } of applicants) {
    const { token } = await tokens.issue(await open.open(accountId, {}));
    accounts.push({ accountId, token, filingId, websiteId, domain });
  }
  return accounts;
}

async function rssBytes(): Promise<number> {
  laptop.host.collect();
  globalThis.gc?.();
  await setTimeout(COLLECTING_MS);
  return process.memoryUsage.rss();
}

process.on('message', async (message) => {
  process.send?.(message === 'accounts' ? { accounts: await readyAccounts() } : { rssBytes: await rssBytes() });
});
process.on('disconnect', () => {
  void laptop.stop().then(() => process.exit());
});
process.send?.({ addresses: laptop.addresses });
