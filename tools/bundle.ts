import { bundleFunctions } from '../deploy/bundle/bundle-functions.ts';
import { reportOf, reportRows } from '../deploy/bundle/report.ts';
import { readServerlessYml } from '../deploy/manifest/serverless-yml.ts';
import { SERVICE_FILES } from '../deploy/manifest/service-files.ts';
import { ROOT } from '../deploy/root.ts';
import { runCommand } from './run-command.ts';
import { textTable } from './text-table.ts';
import { USAGES } from './usages.mjs';

/**
 * `npm run bundle [name…]`: bundles functions of both services, reports contents, ends with 1 for a bundle that is too large or
 * has forbidden parts.
 */
async function main(chosen: readonly string[]): Promise<void> {
  const services = SERVICE_FILES.map((path) => readServerlessYml(path, process.env));
  const all = services.flatMap(({ functions }) => Object.keys(functions));
  const names = chosen.length > 0 ? chosen : all;
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Error(`没有函数 ${unknown}，现有：${all.join('、')}。\n${USAGES.bundle}`);
  const bundles = await bundleFunctions({ names, root: ROOT, objectStore: services[0]?.variables.OBJECT_STORE });
  const reports = await Promise.all(Object.entries(bundles).map(([name, bundle]) => reportOf(name, bundle)));
  console.log(textTable(reportRows(reports)));
  if (reports.some(({ ok }) => !ok)) process.exitCode = 1;
}

runCommand(() => main(process.argv.slice(2)));
