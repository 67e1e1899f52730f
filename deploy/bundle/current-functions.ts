import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readServerlessYml } from '../manifest/serverless-yml.ts';
import { ROOT } from '../root.ts';
import { type Bundle, bundleFunctions } from './bundle-functions.ts';
import { currentBuild } from './current-build.ts';

const PRODUCTS = {
  filing: { yml: 'serverless.yml', folders: ['functions', 'shared'] },
  desk: { yml: 'desk/serverless.yml', folders: ['desk'] },
} as const;
/** The sources of both products besides their own folders. */
const SOURCES = ['platform', 'contracts', 'deploy'];

/**
 * All functions of a product, of the current sources; bundled unless an earlier start bundled them, which takes 15 s of a
 * processor.
 *
 * @param objectStore OBJECT_STORE of the deployment, `cos` or `s3`. @throws Error as bundleFunctions does.
 */
export async function currentFunctions(
  product: keyof typeof PRODUCTS,
  objectStore = 'cos',
): Promise<Readonly<Record<string, Bundle>>> {
  const { yml, folders } = PRODUCTS[product];
  const folder = await currentBuild({
    cache: join(ROOT, '.data', 'functions', `${product}-${objectStore}`),
    sources: [...folders, yml, ...SOURCES],
    async build(folder) {
      const names = Object.keys(readServerlessYml(join(ROOT, yml), {}).functions);
      const bundles = await bundleFunctions({ names, root: ROOT, objectStore, folder });
      writeFileSync(join(folder, LIST), JSON.stringify(placed(bundles, (path) => relative(folder, path))));
    },
  });
  const bundles = JSON.parse(readFileSync(join(folder, LIST), 'utf8')) as Record<string, Bundle>;
  return placed(bundles, (path) => join(folder, path));
}

const LIST = 'bundles.json';

const placed = (bundles: Readonly<Record<string, Bundle>>, place: (path: string) => string): Record<string, Bundle> =>
  Object.fromEntries(
    Object.entries(bundles).map(([name, { entry, scripts, ...bundle }]) => [
      name,
      { ...bundle, entry: place(entry), scripts: scripts.map(place) },
    ]),
  );
