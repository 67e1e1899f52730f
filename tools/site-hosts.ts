import { onDatabase } from './outbox/on-database.ts';
import { runCommand } from './run-command.ts';
import { siteHostsCommand, USAGE } from './site-hosts/command.ts';

async function main(given: readonly string[]): Promise<void> {
  if (given.includes('--help')) return console.log(USAGE);
  await onDatabase(given, (args, { siteHosts }) => siteHostsCommand(args, siteHosts));
}

runCommand(() => main(process.argv.slice(2)));
