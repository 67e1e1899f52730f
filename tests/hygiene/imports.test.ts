import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { USAGES } from '../../tools/usages.mjs';
import { isProduct, isTestFile, isWithin, LAYERS, type Layer } from './layers.ts';
import { type Import, parse, type SourceFile, sourceFiles, textOf } from './source-files.ts';

const files = sourceFiles();
/** Whether a path is a file of that name in a room of either product. */
const isRoomFile = (path: string, name: string): boolean =>
  isWithin(path, `functions/*/${name}`) || isWithin(path, `desk/functions/*/${name}`);
const product = files.filter(({ path }) => isProduct(path));
const layerOf = (path: string) => LAYERS.find(({ of }) => isWithin(path, of));

/** `importer → imported` for every forbidden import of these files. */
const arrows = (
  from: readonly SourceFile[],
  isForbidden: (importLine: Import, path: string) => boolean,
): readonly string[] =>
  from.flatMap(({ path, imports }) =>
    imports.filter((importLine) => isForbidden(importLine, path)).map(({ target }) => `${path} → ${target}`),
  );

function isAllowed({ target, library }: Import, path: string, layer: Layer): boolean {
  if (library) {
    const isNode = library.startsWith('node:');
    return layer.libraries.some((text) => isWithin(library, text) || (isNode && text === 'node:*'));
  }
  const home = path.split('/').slice(0, layer.of.split('/').length).join('/');
  return isWithin(target, home) || layer.files.some((file) => isWithin(target, file === '.' ? dirname(path) : file));
}

describe('what a file may import', () => {
  for (const layer of LAYERS) {
    it(`${layer.of}: ${layer.because}`, () => {
      const members = files.filter(({ path }) => !isTestFile(path) && layerOf(path) === layer);

      const forbidden = arrows(members, (importLine, path) => !isAllowed(importLine, path, layer));

      expect(members).not.toEqual([]);
      expect(forbidden).toEqual([]);
    });
  }

  it('is defined for every file of the product', () => {
    const outside = product.filter(({ path }) => !layerOf(path));

    expect(outside.map(({ path }) => path)).toEqual([]);
  });

  it('is no test file, except in other tests', () => {
    const used = files.filter(({ path }) => !isTestFile(path));

    const fromTests = arrows(used, ({ target }) => isTestFile(target));

    expect(fromTests).toEqual([]);
  });

  it('is types only in a port, with the one error class as the exception', () => {
    const isPort = (importLine: Import) => isWithin(importLine.target, 'shared/ports') && !importLine.typeOnly;

    const values = arrows(
      product,
      (importLine) => isPort(importLine) && importLine.target !== 'platform/ports/failed.ts',
    );
    const fromPorts = arrows(
      product.filter(({ path }) => isWithin(path, 'shared/ports')),
      (importLine) => !importLine.typeOnly,
    );

    expect(values).toEqual([]);
    expect(fromPorts).toEqual([]);
  });

  it("is the room's ports by value only in its handler: use cases get them as arguments", () => {
    const isPorts = ({ target, typeOnly }: Import) => isRoomFile(target, 'ports.ts') && !typeOnly;

    const used = arrows(product, (importLine, path) => isPorts(importLine) && !path.endsWith('/index.ts'));

    expect(used).toEqual([]);
  });

  it('is in the ports of a room only what one of its use cases takes', () => {
    const rooms = product.filter(({ path }) => isRoomFile(path, 'ports.ts')).map(({ path }) => dirname(path));
    const useCasesIn = (room: string) =>
      product.filter(({ path }) => isWithin(path, room) && !/\/(index|ports|contract)\.ts$/.test(path));

    const unused = rooms.flatMap((room) => {
      const text = useCasesIn(room)
        .map(({ path }) => textOf(path))
        .join('\n');
      const named = textOf(`${room}/ports.ts`).matchAll(/^export (?:\{([^}]+)\}|(?:const|async function) (\w+))/gm);
      const names = [...named]
        .flatMap(
          ([, list = '', composed]) =>
            composed ?? list.split(',').map((value) => value.trim().split(' as ').at(-1) ?? ''),
        )
        .filter((name) => name !== '' && name !== 'parts');
      return names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text)).map((name) => `${room}: ${name}`);
    });

    expect(rooms).not.toEqual([]);
    expect(unused).toEqual([]);
  });

  it('is of the folder of the desk one file, in one file: the rest is the same without it', () => {
    const others = files.filter(({ path }) => !isWithin(path, 'desk') && !isTestFile(path));

    const doors = arrows(others, ({ target }) => isWithin(target, 'desk'));

    expect(doors).toEqual(['deploy/desk.ts → desk/compose/operators.ts']);
  });

  it('has no side effects: bundlers may leave out a module whose exports are unused', () => {
    const forEffect = arrows(product, ({ names }) => names.length === 0);

    const { sideEffects } = JSON.parse(textOf('package.json')) as { sideEffects: readonly string[] };
    expect(sideEffects).toEqual([
      './web/**',
      './desk/page/**',
      './ui/**',
      './miniprogram/**',
      './local/**',
      './tools/**',
    ]);
    expect(forEffect).toEqual([]);
  });

  it('is zod without its methods, 50 KB of a bundle, and as a namespace, because its named import bundles every language', () => {
    const isZod = ({ library }: Import) => library === 'zod';

    const named = arrows(files, (importLine) => isZod(importLine) && importLine.names.join() !== '*');
    const whole = arrows(product, (importLine) => isZod(importLine) && importLine.target !== 'zod/mini');

    expect(named).toEqual([]);
    expect(whole).toEqual([]);
  });

  it('is one client of the Tencent Cloud SDK, because its root loads them all', () => {
    const root = arrows(files, ({ target, typeOnly }) => target === 'tencentcloud-sdk-nodejs' && !typeOnly);

    expect(root).toEqual([]);
  });
});

const TIME = /^(Date\.now|new Date\(\)|performance\.timeOrigin)$/;
const CHANCE = /^(Math\.random|(\w+\.)?(random(UUID|Bytes|Int|FillSync)|getRandomValues)(\(\))?)$/;

const ADAPTERS = ['shared/adapters', 'desk/adapters', 'platform/adapters', 'platform/database'];

/** What no test could control if it were used everywhere. */
const SOURCES_OF_SURPRISE = [
  {
    name: 'process',
    what: /^process\./,
    only: ['platform/config/instance.ts'],
    because: 'the environment is checked once',
  },
  {
    name: 'console',
    what: /^console\./,
    only: ['platform/edge/log.ts'],
    because: 'there is one log, without personal data',
  },
  // Front ends have no clock port.
  { name: 'the time', what: TIME, only: [...ADAPTERS, 'contracts/client'], because: 'it comes from the clock port' },
  {
    name: 'a stopwatch',
    what: /^performance\.now$/,
    only: ['platform/edge'],
    because: 'only the edge measures durations',
  },
  { name: 'chance', what: CHANCE, only: ADAPTERS, because: 'it comes from the ids port' },
  { name: 'fetch', what: /^fetch\(\)$/, only: ADAPTERS, because: 'others are called through a port' },
];

describe('what a file of the product may use', () => {
  for (const { name, what, only: folders, because } of SOURCES_OF_SURPRISE) {
    const only = folders.join(', ');
    it(`${name} only in ${only}: ${because}`, () => {
      const others = product.filter(({ path }) => !folders.some((folder) => isWithin(path, folder)));

      const users = others.filter(({ expressions }) => [...expressions].some((expression) => what.test(expression)));

      expect(users.map(({ path }) => path)).toEqual([]);
    });
  }
});

describe('a room', () => {
  const entries = product.filter(({ path }) => isRoomFile(path, 'index.ts'));
  /** What a room loads. Types are erased. */
  const loaded = (path: string) => [
    ...reachedFrom(
      entries.filter((entry) => entry.path === path),
      false,
    ),
  ];

  it('as small as health loads fewer than 80 files', () => {
    expect(loaded('functions/health/index.ts').length).toBeLessThan(80);
    expect(loaded('desk/functions/health/index.ts').length).toBeLessThan(80);
  });

  it('reaches the adapters that it composes: no file in between composes for all rooms', () => {
    const adapters = (path: string) => loaded(path).filter((file) => /\/adapters\/postgres\//.test(file)).length;
    const most = Math.max(...entries.map(({ path }) => adapters(path)));

    expect(adapters('functions/upload-sweep/index.ts')).toBe(2);
    expect(adapters('functions/status-webhook/index.ts')).toBeLessThan(0.6 * most);
  });
});

describe('the files together', () => {
  it('[H1] have no cycle of imports, not even of types', () => {
    expect(cycles(files)).toEqual([]);
  });

  it('are all reached by a function or a command, those of tests by a test', () => {
    const used = reachedFrom(files.filter(({ path }) => isEntry(path)));
    const tested = reachedFrom(files.filter(({ path }) => isEntry(path) || path.endsWith('.test.ts')));

    // A declaration goes with the JavaScript that it describes.
    const code = files.filter(({ path }) => !/\.d\.m?ts$/.test(path));
    const orphans = code.filter(({ path }) => !(isTestFile(path) ? tested : used).has(path));

    expect(orphans.map(({ path }) => path)).toEqual([]);
  });

  it('are named by their content', () => {
    const vague = files.filter(({ path }) =>
      /(^|\/)(utils?|helpers?|common|types?|misc|shared\/index)(\/|\.\w+$)/.test(path),
    );

    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  it('have no barrels', () => {
    expect(files.filter(({ isBarrel }) => isBarrel).map(({ path }) => path)).toEqual([]);
  });
});

/** Where execution begins: a function, a command, or a file that a tool finds by its configuration. */
const CONFIGURED = [
  'deploy/tencent-provider.ts',
  'tools/bootstrap.mjs',
  // Vitest loads it by the name that tools/bootstrap.mjs gives.
  'tools/test-reporter.mjs',
  'vitest.config.ts',
  // Its worker.mjs loads it by `require`.
  'packages/engines/ocr/worker.ts',
  'tests/support/global-setup.ts',
  'tests/support/seeded-properties.ts',
  'tests/support/statement-log.ts',
  'stryker.config.mjs',
  'vitest.mutate.config.ts',
  'web/vite.config.ts',
  'web/src/main.ts',
  'desk/page/vite.config.ts',
  'desk/page/src/main.ts',
];
const COMMANDS: readonly string[] = [
  ...['tools/bootstrap.mjs', 'tools/suites.mjs'].flatMap(
    (path) => textOf(path).match(/(deploy|local|tools|bench)\/[\w-]+\.ts/g) ?? [],
  ),
  ...Object.keys(USAGES).map((name) => `tools/${name}.ts`),
];
/** Found by their names, so that none can be forgotten: tools/docs/rule-cases.ts. */
const isNamed = (path: string): boolean =>
  (path.startsWith('shared/domain/rules/') && path.endsWith('.cases.ts')) ||
  // WeChat runs these by `app.json`; the phone's frame loads its script by its name.
  /^miniprogram\/src\/(app|(pages|components)\/[\w-]+\/index)\.ts$/.test(path) ||
  path === 'packages/mini-program-simulator/browser/frame.mjs';
const isEntry = (path: string): boolean =>
  isRoomFile(path, 'index.ts') || isNamed(path) || COMMANDS.includes(path) || CONFIGURED.includes(path);

function reachedFrom(entries: readonly SourceFile[], withTypes = true): ReadonlySet<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const go = ({ path, imports }: SourceFile): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { target, typeOnly } of imports) {
      if (typeOnly && !withTypes) continue;
      const next = byPath.get(target);
      if (next) go(next);
    }
  };
  for (const entry of entries) go(entry);
  return reached;
}

/** Every cycle. Starting a worker is not an import. */
function cycles(all: readonly SourceFile[]): readonly string[] {
  const byPath = new Map(all.map((file) => [file.path, file]));
  const finished = new Set<string>();
  const found: string[] = [];
  const go = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (finished.has(path) || way.includes(path)) return;
    for (const { target, how } of byPath.get(path)?.imports ?? []) if (how !== 'new URL') go(target, [...way, path]);
    finished.add(path);
  };
  for (const { path } of all) go(path, []);
  return found;
}

describe('the reader of imports', () => {
  it('finds every form of an import, and only those', () => {
    const text = `
      import type { A } from './a.ts';
      import b, { type B, c as d } from '@scope/pkg/deep.js';
      import * as z from 'zod';
      export * from '../e.ts';
      const lazy = () => import('./lazy.ts');
      new Worker(new URL('./worker.mjs', import.meta.url));
      // import 'comment';
      const text = "from 'text'";
    `;

    const { imports } = parse('shared/x/file.ts', text);

    expect(imports).toEqual([
      { target: 'shared/x/a.ts', library: undefined, typeOnly: true, how: 'import', names: ['A'] },
      {
        target: '@scope/pkg/deep.js',
        library: '@scope/pkg',
        typeOnly: false,
        how: 'import',
        names: ['default', 'B', 'c'],
      },
      { target: 'zod', library: 'zod', typeOnly: false, how: 'import', names: ['*'] },
      { target: 'shared/e.ts', library: undefined, typeOnly: false, how: 'import', names: ['*'] },
      { target: 'shared/x/lazy.ts', library: undefined, typeOnly: false, how: 'import()', names: ['*'] },
      { target: 'shared/x/worker.mjs', library: undefined, typeOnly: false, how: 'new URL', names: ['*'] },
    ]);
  });

  it('finds what the code uses, not what its text mentions', () => {
    const { expressions } = parse(
      'x.ts',
      "// Date.now\nconst a = new Date(), b = new Date(0), c = 'Math.random'; process.env.A; randomUUID();",
    );

    expect([...expressions].sort()).toEqual(['new Date()', 'process.env', 'randomUUID()']);
  });
});
