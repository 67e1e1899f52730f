import { onDatabase } from './outbox/on-database.ts';
import { runCommand } from './run-command.ts';
import { siteHostsCommand } from './site-hosts/command.ts';

async function main(given: readonly string[]): Promise<void> {
  await onDatabase(given, (args, { siteHosts }) => siteHostsCommand(args, siteHosts));
}

runCommand(() => main(process.argv.slice(2)));
