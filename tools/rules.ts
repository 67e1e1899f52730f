import { rulesCommand } from './rules/command.ts';
import { runCommand } from './run-command.ts';

runCommand(async () => {
  const { output, code } = rulesCommand(process.argv.slice(2), console.error);
  console.log(output);
  process.exitCode = code;
});
