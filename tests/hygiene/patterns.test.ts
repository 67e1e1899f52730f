import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { isProduct, isTestFile } from './layers.ts';
import { textOf } from './source-files.ts';

/** A repeated group that contains a repetition: where the two overlap, a hostile text takes exponential time. */
const REPEATED_REPEAT = /\((?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,)/;

/**
 * Each begins its group with a character that the repeated part can't match, so there is only one way to match a text.
 */
const KEPT_APART = [
  String.raw`/^\d+(\.\d+)*$/`,
  String.raw`/^[a-z0-9-]+(\.[a-z0-9-]+)+$/`,
  String.raw`/^([a-z-]+=\d+)(,[a-z-]+=\d+)*$/`,
  String.raw`/\d(?:[\p{P}\p{S}\s]*(?:[^\d\p{P}\p{S}\s][\p{P}\p{S}\s]*){0,2}\d){4,}/gu`,
  String.raw`/^[^\s.]+(?:\.[^\s.]+)*\.\p{L}[^\s.]*$/u`,
  String.raw`/^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*\.[a-z][a-z\d-]*$/u`,
  String.raw`/^[^\s@<>()[\],;:"\\]+@[a-z0-9\p{Script=Han}-]+(\.[a-z0-9\p{Script=Han}-]+)+$/iu`,
];

function patternsIn(path: string): readonly string[] {
  const patterns: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) patterns.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ES2022));
  return patterns;
}

describe('regular expressions of the product', () => {
  it.each([
    ['/(a+)+$/', true],
    ['/^(\\d+,?)*$/', true],
    ['/^([a-z]*)*x/', true],
    ['/(ab)+c*/', false],
  ])('that could take exponential time are recognized: %s', (pattern, isDangerous) => {
    expect(REPEATED_REPEAT.test(pattern)).toBe(isDangerous);
  });

  it('contain no nested repetition, unless a separator keeps the parts apart', () => {
    const files = projectFiles(ROOT).filter((path) => path.endsWith('.ts') && isProduct(path) && !isTestFile(path));
    const patterns = files.flatMap(patternsIn);

    const dangerous = patterns.filter((pattern) => REPEATED_REPEAT.test(pattern));

    expect(patterns.length).toBeGreaterThan(100);
    expect(dangerous.filter((pattern) => !KEPT_APART.includes(pattern))).toEqual([]);
  });
});

describe('the lines of source', () => {
  it('have at most 140 characters', () => {
    // A migration is never edited: databases remember its checksum.
    const files = projectFiles(ROOT).filter((path) => /\.(ts|cts|mjs|cjs|vue|css|wxss|html)$/.test(path));

    const long = files.flatMap((path) =>
      textOf(path)
        .split('\n')
        .flatMap((line, index) => ([...line].length > 140 ? [`${path}:${index + 1}`] : [])),
    );

    expect(long).toEqual([]);
  });
});
