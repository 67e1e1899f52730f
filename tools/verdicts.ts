import { onDatabase } from './outbox/on-database.ts';
import { runCommand } from './run-command.ts';
import { verdictsCommand } from './verdicts/command.ts';

async function main(given: readonly string[]): Promise<void> {
  await onDatabase(given, (args, database) => verdictsCommand(args, database));
}

runCommand(() => main(process.argv.slice(2)));
