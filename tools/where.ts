import { dirname, join } from 'node:path';
import { bundleFunctions } from '../deploy/bundle/bundle-functions.ts';
import { inSource } from '../deploy/bundle/in-source.ts';
import { readServerlessYml } from '../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../deploy/root.ts';
import { runCommand } from './run-command.ts';

/**
 * `npm run where -- <function> '<failure of the log>'`: prints the failure with positions in the checked-out source.
 */
async function main([name = '', ...texts]: readonly string[]): Promise<void> {
  const { functions } = readServerlessYml(join(ROOT, 'serverless.yml'), process.env);
  const described = functions[name];
  if (!described || texts.length === 0)
    throw new Error(`用法：npm run where -- <${Object.keys(functions).join('|')}> '<日志中的 failure>'`);
  const objectStore = described.environment.OBJECT_STORE;
  const { [name]: bundle } = await bundleFunctions({ names: [name], root: ROOT, objectStore });
  const text = inSource(texts.join(' '), { root: ROOT, folder: dirname(bundle?.entry ?? '') });
  console.log(text.replaceAll(/\s+at /g, '\n    at '));
}

runCommand(() => main(process.argv.slice(2)));
