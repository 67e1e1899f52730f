import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { isTestFile } from './layers.ts';
import { textOf } from './source-files.ts';

/** Everything that is deployed: functions and pages. */
const product = projectFiles(ROOT).filter(
  (path) =>
    /^(functions|shared|client|web|desk|miniprogram)\/.*\.([cm]?ts|mjs|vue|html)$/.test(path) && !isTestFile(path),
);
const pathsWith = (pattern: RegExp): readonly string[] => product.filter((path) => pattern.test(textOf(path)));

/** What lets a text from outside do something. */
const DANGEROUS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['runs text as code', /\beval\(|\bnew Function\(|\bFunction\(|from 'node:(vm|repl)'|set(Timeout|Interval)\(['"`]/],
  ['starts a program', /'node:(child_process|cluster)'/],
  [
    'writes text as HTML',
    /\bv-html\b|\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|document\.write|\bsrcdoc\b|createContextualFragment/,
  ],
  ['makes SQL of text', /\bsql\.(raw|lit)\b|\.query\(\s*`[^`]*\$\{/],
];

/** Statements without parameters, which only a deployment runs: names of tables of ours, and the role's name, escaped. */
const OF_DEPLOYMENTS = [
  'platform/database/run-migrations.ts',
  'shared/adapters/postgres/working-role.ts',
  'desk/adapters/postgres/migrate-desk.ts',
];

/** What reads, writes or checks secrets and digests. */
const CRYPTOGRAPHY =
  /(from |import\()'(node:crypto|jsonwebtoken|@noble\/[\w/]+)'|\b(crypto|wx)\.(subtle|getRandomValues|random)/;

describe('the product', () => {
  it.each(DANGEROUS)('has nothing that %s', (_what, pattern) => {
    expect(product.length).toBeGreaterThan(300);
    expect(pathsWith(pattern).filter((path) => !OF_DEPLOYMENTS.includes(path))).toEqual([]);
  });
});

describe('cryptography', () => {
  it('is in the files that decision 25 lists, each with what it is for, and nowhere else', () => {
    const [, table = ''] =
      /\n## Where it is\n(.*?)(\n## |$)/s.exec(textOf('docs/decisions/0025-cryptography.md')) ?? [];
    const listed = [...table.matchAll(/^\| `([\w/.-]+)` \|/gm)].map(([, path = '']) => path);

    expect(listed.toSorted()).toEqual(pathsWith(CRYPTOGRAPHY));
  });
});
