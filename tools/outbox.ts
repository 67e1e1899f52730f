import { outboxCommand } from './outbox/command.ts';
import { onDatabase } from './outbox/on-database.ts';
import { runCommand } from './run-command.ts';

async function main(given: readonly string[]): Promise<void> {
  await onDatabase(given, (args, { outbox }) => outboxCommand(args, outbox));
}

runCommand(() => main(process.argv.slice(2)));
