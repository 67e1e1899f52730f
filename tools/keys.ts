import { database, sealedColumns } from '../shared/compose/database.ts';
import { currentSealKeyId } from '../shared/compose/keys.ts';
import { keysCommand } from './keys/command.ts';

/** `npm run keys`: for an operator, in the environment of his functions. */
try {
  process.exitCode = await keysCommand(process.argv.slice(2), await sealedColumns(), currentSealKeyId(), console.log);
  await (await database()).close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
