import type { Plugin } from 'esbuild';
import { ROOT } from '../root.ts';

/** A library that few calls need, or a large table of ours, of text only, that few look into. */
interface Library {
  readonly name: string;
  /** Of a table, its path from the root. */
  readonly table?: string;
  /** What our code imports of it; the rest is left out. */
  readonly exports: readonly string[];
  /** What a function has in its place; left out, a library is loaded with the module that imports it, a table when it is looked into. */
  readonly inFunction?: string;
}

const LIBRARIES: readonly Library[] = [
  { name: 'pdfkit', exports: ['default'] },
  // Where no call brings it in, it isn't even read: adapters are imported when they are used.
  { name: 'cos-nodejs-sdk-v5', exports: ['default'] },
  { name: 'mediabunny', exports: ['BufferSource', 'Input', 'MP4', 'QTFF', 'WEBM'] },
  // It makes a calendar of its tables when it is loaded, which takes 11 ms.
  {
    name: 'chinese-days',
    exports: ['default'],
    inFunction: "export default { isWorkday: (day) => require('./chinese-days.js').default.isWorkday(day) };",
  },
  {
    name: 'division-table',
    table: './shared/domain/data/division-table.ts',
    exports: ['CITY_TABLE', 'DISTRICT_TABLE'],
  },
];

const importOf = ({ name, table }: Library): RegExp => new RegExp(table ? `/${name}\\.ts$` : `^${name}$`);
const named = (name: string): Library => LIBRARIES.find((one) => one.name === name) as Library;

/** How a function's code asks for a library beside it. */
const fileOf = (name: string): string => `./${name}.js`;

/** The libraries among what a script requires. */
export const librariesIn = (requires: readonly string[]): readonly string[] =>
  LIBRARIES.map(({ name }) => name).filter((name) => requires.includes(fileOf(name)));

function standInFor({ name, table, exports, inFunction }: Library): string {
  if (inFunction) return inFunction;
  const file = `require('${fileOf(name)}')`;
  if (table)
    return `module.exports = { ${exports.map((one) => `get ${one}() { return ${file}.${one}; }`).join(', ')} };`;
  const passedOn = exports.map((one) =>
    one === 'default' ? 'export default beside.default;' : `export const ${one} = beside.${one};`,
  );
  return [`const beside = ${file};`, ...passedOn].join('\n');
}

/** Leaves the libraries out of a function. A name of one that its entry above does not list is an error of the compiler. */
export const librariesBeside: Plugin = {
  name: 'libraries-beside',
  setup({ onLoad, onResolve }) {
    for (const library of LIBRARIES)
      onResolve({ filter: importOf(library) }, () => ({ path: library.name, namespace: 'beside' }));
    onResolve({ filter: /^\./, namespace: 'beside' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'beside' }, ({ path }) => ({ contents: standInFor(named(path)), loader: 'js' }));
  },
};

/** Makes a library's file, for which its name is the entry. */
export const libraryAlone: Plugin = {
  name: 'library-alone',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === 'entry-point' ? { path, namespace: 'library' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'library' }, ({ path }) => ({
      contents: `export { ${named(path).exports.join(', ')} } from '${named(path).table ?? path}';`,
      loader: 'js',
      resolveDir: ROOT,
    }));
  },
};
