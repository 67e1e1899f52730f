import { dirname, join } from 'node:path';
import { inSource } from './bundle/in-source.ts';
import { bundleFunctions, nodeFlagsIn } from './bundle.ts';
import { ROOT } from './root.ts';
import { runCommand } from './run-command.ts';
import { readServerlessYml } from './serverless-yml.ts';

/** `npm run where -- <function> '<failure of the log>'`: the same with places of the source, of the state of the code that is checked out. */
async function main([name = '', ...texts]: readonly string[]): Promise<void> {
  const { functions } = readServerlessYml(join(ROOT, 'serverless.yml'), process.env);
  const described = functions[name];
  if (!described || texts.length === 0)
    throw new Error(`用法：npm run where -- <${Object.keys(functions).join('|')}> '<日志中的 failure>'`);
  const objectStore = described.environment.OBJECT_STORE;
  const nodeFlags = nodeFlagsIn(process.env);
  const { [name]: entry = '' } = await bundleFunctions({ names: [name], root: ROOT, objectStore, nodeFlags });
  const text = inSource(texts.join(' '), { root: ROOT, folder: dirname(entry) });
  console.log(text.replaceAll(/\s+at /g, '\n    at '));
}

runCommand(() => main(process.argv.slice(2)));
