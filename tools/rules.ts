import { rulesCommand } from './rules/command.ts';

try {
  const { output, code } = rulesCommand(process.argv.slice(2), console.error);
  console.log(output);
  process.exitCode = code;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
