import { describe, expect, it } from 'vitest';
import { PROVINCES } from '../../contracts/data/provinces.ts';
import { REFUSALS } from '../../contracts/kit/refusal.ts';
import { ROOT } from '../../deploy/root.ts';
import { FILING_RULES } from '../../shared/domain/rules/pre-check.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { isTestFile } from './layers.ts';
import { textOf } from './source-files.ts';

const NAMES = new RegExp(PROVINCES.map(({ short }) => short).join('|'), 'u');
const CODES = /['"][1-6]\d0000['"]/;
/** What filers read, and what decides what they read. */
const FLOORS = /^(web|miniprogram|client|ui|functions|shared|contracts|platform)\/.*\.(ts|vue|wxml|wxs|html|json)$/;
/** Tables of provinces, and of other things that are called after one; a rule says itself in which provinces it holds. */
const TABLES = [
  /^(contracts|shared\/domain)\/data\//,
  /^shared\/domain\/rules\//,
  // Regions of the cloud, and registrars by their full names.
  /^client\/eligibility\/cloud-choices\.ts$/,
  /^shared\/adapters\/tencent\/domain-registry\.ts$/,
];
const isSuite = (path: string): boolean => /\.suite\.ts$/.test(path);

const files = projectFiles(ROOT).filter(
  (path) => FLOORS.test(path) && !isTestFile(path) && !isSuite(path) && !TABLES.some((table) => table.test(path)),
);
const withoutComments = (text: string): string =>
  text
    .replace(/<!--.*?-->/gs, '')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/(^|\s)\/\/ .*$/gm, '');

/** Lines of the product that say something, by file. */
const linesWith = (pattern: RegExp): readonly string[] =>
  files.flatMap((path) =>
    withoutComments(textOf(path))
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );

describe('a province that is opened', () => {
  it('makes no page lie: none is named outside the tables of provinces, by name or code', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(linesWith(NAMES)).toEqual([]);
    expect(linesWith(CODES)).toEqual([]);
  });

  it('is named only by the rules that hold there', () => {
    const wrong = FILING_RULES.filter(({ message, suggestion = '', appliesTo: { provinces = [] } = {} }) =>
      PROVINCES.some(({ short, code }) => `${message}${suggestion}`.includes(short) && !provinces.includes(code)),
    );

    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

describe('the ways that filers are told', () => {
  it('exist here: no page and no refusal sends them to a console on a computer', () => {
    const texts = [...Object.values(REFUSALS), ...FILING_RULES.map(({ message }) => message)];

    expect(linesWith(/电脑端|备案控制台/u)).toEqual([]);
    expect(texts.filter((text) => /控制台|电脑端/u.test(text))).toEqual([]);
  });
});
