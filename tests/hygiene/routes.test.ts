import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { SERVICE_FILES } from '../../deploy/manifest/service-files.ts';
import { ROOT } from '../../deploy/root.ts';
import { httpRoutes } from '../../local/http-routes.ts';
import { allContracts } from '../../tools/docs/generated.ts';

/** Operations whose path the custom domain leads to another function than their room, or to none. */
async function misledIn(file: string) {
  const routeOf = httpRoutes(readServerlessYml(join(ROOT, file), {}));
  return Object.entries(await allContracts(file)).flatMap(([room, contract]) =>
    Object.entries(contract).flatMap(([operation, { path }]) => {
      const functionName = routeOf(path.replace(/\{\w+\}/g, '0'))?.functionName;
      return functionName === room ? [] : [{ operation, path, functionName }];
    }),
  );
}

describe('the paths of a service’s functions', () => {
  it.each(SERVICE_FILES.map((path) => relative(ROOT, path)))(
    'in %s lead every operation to its own room',
    async (file) => {
      expect(await misledIn(file)).toEqual([]);
    },
  );
});
