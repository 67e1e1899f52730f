import { dirname, join } from 'node:path';
import { bundleFunctions } from '../deploy/bundle/bundle-functions.ts';
import { inSource } from '../deploy/bundle/in-source.ts';
import { hasDesk } from '../deploy/desk.ts';
import { readServerlessYml } from '../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../deploy/root.ts';
import { runCommand } from './run-command.ts';

/**
 * `npm run where -- <function> '<error of the log>'`: prints the error with positions in the checked-out source. The
 * function may be the desk's.
 */
async function main([name = '', ...texts]: readonly string[]): Promise<void> {
  const { functions: own, variables } = readServerlessYml(join(ROOT, 'serverless.yml'), process.env);
  const ofDesk = hasDesk() ? readServerlessYml(join(ROOT, 'desk/serverless.yml'), process.env).functions : {};
  const functions = { ...own, ...ofDesk };
  if (!functions[name] || texts.length === 0)
    throw new Error(`用法：npm run where -- <${Object.keys(functions).join('|')}> '<日志中的 error>'`);
  const options = { names: [name], root: ROOT, objectStore: variables.OBJECT_STORE };
  const { [name]: bundle } = await bundleFunctions(options);
  const text = inSource(texts.join(' '), { root: ROOT, folder: dirname(bundle?.entry ?? '') });
  console.log(text.replaceAll(/\s+at /g, '\n    at '));
}

runCommand(() => main(process.argv.slice(2)));
