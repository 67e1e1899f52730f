import { database, sealedColumns } from '../shared/compose/database.ts';
import { currentSealKeyId, sealBinds } from '../shared/compose/keys.ts';
import { keysCommand } from './keys/command.ts';
import { runCommand } from './run-command.ts';

/** `npm run keys`: for an operator, in the environment of their functions. */
runCommand(async () => {
  const settings = { columns: await sealedColumns(), currentKeyId: currentSealKeyId(), binds: sealBinds() };
  process.exitCode = await keysCommand(process.argv.slice(2), settings, console.log);
  await (await database()).close();
});
