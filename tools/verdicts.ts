import { onDatabase } from './outbox/on-database.ts';
import { runCommand } from './run-command.ts';
import { USAGE, verdictsCommand } from './verdicts/command.ts';

async function main(given: readonly string[]): Promise<void> {
  if (given.includes('--help')) return console.log(USAGE);
  await onDatabase(given, (args, { parkedVerdicts }) => verdictsCommand(args, parkedVerdicts));
}

runCommand(() => main(process.argv.slice(2)));
