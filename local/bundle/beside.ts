import type { Plugin } from 'esbuild';
import { ROOT } from '../root.ts';

/** A library that few calls need, or a large table of ours, of text only, that few look into. */
interface Library {
  readonly name: string;
  /** What our code imports, by the package that has it or the table's path from the root; the rest is left out. */
  readonly exports: Readonly<Record<string, readonly string[]>>;
  /** Whether it is read when it is looked into, and not with the module that imports it. */
  readonly isTable?: true;
  /** What a function has in its place, other than all that is imported. */
  readonly inFunction?: string;
}

const LIBRARIES: readonly Library[] = [
  { name: 'pdfkit', exports: { pdfkit: ['default'] } },
  { name: 'mediabunny', exports: { mediabunny: ['BufferSource', 'Input', 'MP4', 'QTFF', 'WEBM'] } },
  // Where no call brings it in, it isn't even read: adapters are imported when they are used.
  { name: 'cos-nodejs-sdk-v5', exports: { 'cos-nodejs-sdk-v5': ['default'] } },
  {
    name: 'aws-sdk-s3',
    exports: {
      '@aws-sdk/client-s3': [
        ...['CopyObjectCommand', 'DeleteObjectCommand', 'GetObjectCommand', 'HeadObjectCommand', 'PutObjectCommand'],
        'S3Client',
      ],
      '@aws-sdk/s3-presigned-post': ['createPresignedPost'],
      '@aws-sdk/s3-request-presigner': ['getSignedUrl'],
    },
  },
  // It makes a calendar of its tables when it is loaded, which takes 11 ms.
  {
    name: 'chinese-days',
    exports: { 'chinese-days': ['default'] },
    inFunction: "export default { isWorkday: (day) => require('./chinese-days.js').default.isWorkday(day) };",
  },
  {
    name: 'division-table',
    isTable: true,
    exports: { './shared/domain/data/division-table.ts': ['CITY_TABLE', 'DISTRICT_TABLE'] },
  },
];

const named = (name: string): Library => LIBRARIES.find((one) => one.name === name) as Library;

/** How a module says that it wants something of these. */
const importsOf = ({ name, isTable, exports }: Library): RegExp =>
  new RegExp(isTable ? `/${name}\\.ts$` : `^(${Object.keys(exports).join('|')})$`);

/** How a function's code asks for a library beside it. */
const fileOf = (name: string): string => `./${name}.js`;

/** The libraries among what a script requires. */
export const librariesIn = (requires: readonly string[]): readonly string[] =>
  LIBRARIES.map(({ name }) => name).filter((name) => requires.includes(fileOf(name)));

function standInFor({ name, isTable, exports, inFunction }: Library): string {
  if (inFunction) return inFunction;
  const file = `require('${fileOf(name)}')`;
  const names = Object.values(exports).flat();
  if (isTable)
    return `module.exports = { ${names.map((one) => `get ${one}() { return ${file}.${one}; }`).join(', ')} };`;
  const passedOn = names.map((one) =>
    one === 'default' ? 'export default beside.default;' : `export const ${one} = beside.${one};`,
  );
  return [`const beside = ${file};`, ...passedOn].join('\n');
}

/** Leaves the libraries out of a function. A name of one that its entry above does not list is an error of the compiler. */
export const librariesBeside: Plugin = {
  name: 'libraries-beside',
  setup({ onLoad, onResolve }) {
    for (const library of LIBRARIES)
      onResolve({ filter: importsOf(library) }, () => ({ path: library.name, namespace: 'beside' }));
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
      contents: Object.entries(named(path).exports)
        .map(([from, names]) => `export { ${names.join(', ')} } from '${from}';`)
        .join('\n'),
      loader: 'js',
      resolveDir: ROOT,
    }));
  },
};
