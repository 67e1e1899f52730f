import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { FILING_RULES } from '../../shared/domain/rules/pre-check.ts';
import { rulesPage } from './rules-page.ts';

let drawn: Promise<string> | undefined;
/** Called in the tests and not while the file loads: then Stryker notices a rule that breaks it. */
const page = (): Promise<string> => {
  drawn ??= rulesPage();
  return drawn;
};
const rows = async () => (await page()).split('\n').filter((line) => line.startsWith('| '));
const cellsOf = async (id: string) =>
  (await rows()).filter((row) => row.startsWith(`| ${id} |`)).map((row) => row.slice(2, -2).split(' | '));

describe('the page of rules', () => {
  it('shows all of a rule: severity, for whom, about what, when, message, source with edition and status, cases', async () => {
    expect(await cellsOf('FD-04')).toEqual([
      [
        'FD-04',
        'warn',
        'all',
        'credit-code',
        'it does not begin with 91, 92 or 93, and the rest is valid',
        '证件号码对应的主体类别与“企业”不符，请确认主办者性质。',
        'GB32100 · 2015 · derived',
        expect.stringMatching(/^[1-9]\d* \/ [1-9]\d*$/),
      ],
    ]);
  });

  it.each([
    ['PV-GD-04', 'enterprise, first, new-website, 广东'],
    ['DM-07', 'all but 天津 吉林'],
    ['PV-93', 'individual, 江苏 重庆 云南'],
    ['FT-01', 'all'],
  ])('names the scope of %s in few words', async (id, audience) => {
    expect((await cellsOf(id))[0]?.[2]).toBe(audience);
  });

  it('has a row for every rule, each with cases that have findings and cases that have none', async () => {
    const ids = FILING_RULES.map(({ id }) => id);
    const counts = (await Promise.all(ids.map(cellsOf))).flat().map(([id, ...cells]) => [id, cells.at(-1)]);

    expect(new Set(counts.map(([id]) => id))).toEqual(new Set(ids));
    expect(counts.filter(([, tried]) => !/^[1-9]\d* \/ [1-9]\d*$/.test(String(tried)))).toEqual([]);
  });

  it('keeps its columns: no cell has a bar or a line break', async () => {
    const widths = new Set(
      (await rows()).filter((row) => /^\| (FT|DM|CS|FD|PV|MT|PR|SEC)-/.test(row)).map((row) => row.split(' | ').length),
    );

    // Rules, and rules implemented elsewhere.
    expect([...widths].sort()).toEqual([4, 8]);
  });

  it('is current in docs/, which `npm run docs` writes', async () => {
    expect(readFileSync(join(ROOT, 'docs/rules.md'), 'utf8')).toBe(await rulesPage());
  });
});
