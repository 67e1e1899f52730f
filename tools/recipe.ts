import { parseArgs } from 'node:util';
import { addField } from './recipe/field.ts';
import { addFunction } from './recipe/function.ts';
import { followRecipe } from './recipe/recipe.ts';
import { runCommand } from './run-command.ts';
import { USAGES } from './usages.mjs';

const RECIPES = { function: addFunction, field: addField };

/** `npm run recipe -- field`: an example is added by the words of CONTRIBUTING.md alone. */
runCommand(async () => {
  const [name = '', ...more] = parseArgs({ allowPositionals: true }).positionals;
  if (more.length > 0 || !Object.hasOwn(RECIPES, name)) throw new Error(USAGES.recipe);
  const { byHand, byCommands } = await followRecipe(RECIPES[name as keyof typeof RECIPES]);
  console.log(`照 CONTRIBUTING.md 做完：手写 ${byHand} 个文件，命令写出 ${byCommands} 个，每条命令都可行。`);
});
