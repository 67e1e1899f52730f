import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { ELSEWHERE } from '../../shared/domain/rules/elsewhere.ts';
import { FILING_RULES } from '../../shared/domain/rules/pre-check.ts';
import { ELIGIBILITY_RULES } from '../../shared/domain/rules/process/eligibility.ts';
import { textOf } from './source-files.ts';

const PAGE = 'docs/guide-conformance.md';
const VERDICT = /^(|differently because \S.+|not ours because \S.+)$/;

/** A statement of the guide. */
interface Row {
  readonly statement: string;
  readonly keptBy: string;
  readonly test: string;
  readonly verdict: string;
}

const rows: readonly Row[] = textOf(PAGE)
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (statement|---) \|/.test(line))
  .map((line) => {
    const [, statement = '', keptBy = '', test = '', verdict = ''] = line.split('|').map((cell) => cell.trim());
    return { statement, keptBy, test, verdict };
  });

const RULE = /\b(?:PV-(?:GD|FJ|TJ)|[A-Z]{2,3})-\d{2}\b/g;
const elsewhere = ELSEWHERE.map(({ id }) => id);
const rules = [...FILING_RULES, ...ELIGIBILITY_RULES].map(({ id }) => id);

const rulesOf = ({ keptBy }: Row): readonly string[] => keptBy.match(RULE) ?? [];
const quoted = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
const isRoute = (text: string): boolean => /^[A-Z]+ \//.test(text);

/** The files named as tests, each with the beginning or a part of the test's name, if there is one. */
const testsOf = ({ test }: Row): readonly { readonly file: string; readonly name: string }[] =>
  [...test.matchAll(/`([^`]+)`(?: “([^”]+)”)?/g)].map(([, file = '', name = '']) => ({ file, name }));

const isKept = ({ verdict }: Row): boolean => !verdict.startsWith('not ours');

describe('the conformance to the guide', () => {
  it('has each statement once, and a reason where it is not kept as it stands', () => {
    expect(rows.length).toBeGreaterThan(60);
    expect(rows.filter(({ verdict }) => !VERDICT.test(verdict))).toEqual([]);
    expect(new Set(rows.map(({ statement }) => statement)).size).toBe(rows.length);
  });

  it('names for every kept statement what keeps it, and a test', () => {
    expect(rows.filter((row) => isKept(row) && (row.keptBy === '' || testsOf(row).length === 0))).toEqual([]);
  });

  it('names only rules that exist', () => {
    const unknown = rows.flatMap(rulesOf).filter((id) => !rules.includes(id) && !elsewhere.includes(id));

    expect(unknown).toEqual([]);
  });

  it('names only routes that exist', () => {
    const { paths } = JSON.parse(textOf('docs/api/openapi.json')) as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    const named = rows.flatMap(({ keptBy }) => quoted(keptBy).filter(isRoute));
    const unknown = named.filter((route) => {
      const [method = '', path = ''] = route.split(' ');
      return paths[path]?.[method.toLowerCase()] === undefined;
    });

    expect(named.length).toBeGreaterThan(10);
    expect(unknown).toEqual([]);
  });

  it('names only files that exist', () => {
    const named = rows.flatMap(({ keptBy }) => quoted(keptBy).filter((text) => !isRoute(text)));

    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names only tests that exist', () => {
    const missing = rows.flatMap(testsOf).filter(({ file, name }) => {
      if (!/\.(test|cases)\.ts$/.test(file) || !existsSync(join(ROOT, file))) return true;
      // A table of cases tests rules; a test is named.
      return file.endsWith('.test.ts') && (name === '' || !textOf(file).includes(name));
    });

    expect(missing).toEqual([]);
  });

  it('names for each rule the table with its cases', () => {
    const without = rows.filter(isKept).flatMap((row) => {
      const texts = testsOf(row).map(({ file }) => textOf(file));
      return rulesOf(row).filter((id) => !elsewhere.includes(id) && !texts.some((text) => text.includes(`'${id}'`)));
    });

    expect(without).toEqual([]);
  });
});
