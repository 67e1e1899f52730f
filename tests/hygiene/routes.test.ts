import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { SERVICE_FILES } from '../../deploy/manifest/service-files.ts';
import { ROOT } from '../../deploy/root.ts';
import { httpRoutes } from '../../local/http-routes.ts';
import { allContracts } from '../../tools/docs/generated.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { textOf } from './source-files.ts';

describe('a page', () => {
  const route = textOf('web/src/route.ts');

  it('of the web page is in the list of addresses, has one of its own, and something leads to it', () => {
    const [, plain = ''] = /const PLAIN_PAGES = \[(.*?)\]/s.exec(route) ?? [];
    const names = [...plain.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name);
    const addresses = [...route.matchAll(/export const (\w+Href)\b.*?[`']#\/([\w-]*)/gs)];
    const others = projectFiles(ROOT).filter(
      (path) => /^web\/src\/.*\.(vue|ts)$/.test(path) && path !== 'web/src/route.ts',
    );
    const text = others.map(textOf).join('\n');

    expect(addresses.length).toBeGreaterThan(8);
    expect(addresses.map(([, href = '']) => href).filter((href) => !new RegExp(`\\b${href}\\b`).test(text))).toEqual(
      [],
    );
    expect(names.filter((name) => !addresses.some(([, , address]) => address === name))).toEqual([]);
    const [comment = ''] = /\/\*\*\n \* The current page.*?\*\//s.exec(route) ?? [];
    expect(names.filter((name) => !comment.includes(`\`/${name}\``))).toEqual([]);
  });

  it('of the mini program is named by another file', () => {
    const { pages } = JSON.parse(textOf('miniprogram/src/app.json')) as { readonly pages: readonly string[] };
    const sources = projectFiles(ROOT).filter((path) =>
      /^(miniprogram\/src|shared\/domain|client)\/.*\.(ts|wxml)$/.test(path),
    );

    const alone = pages.filter((page) => {
      const [, name = ''] = page.split('/');
      const elsewhere = sources.filter(
        (path) => !path.startsWith(`miniprogram/src/pages/${name}/`) && !/\.test\.ts$/.test(path),
      );
      return !elsewhere.some((path) => new RegExp(`pages/${name}\\b|['"\`/]${name}['"\`?]`).test(textOf(path)));
    });

    expect(alone).toEqual([]);
  });
});

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
