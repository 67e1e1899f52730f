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
const linesOf = async (id: string) => (await page()).split('\n').filter((line) => line.startsWith(`- **${id}** `));

describe('the page of rules', () => {
  it('shows all of a rule: about what, when, sentence, sources and status, below its severity', async () => {
    const above = (await page()).split('- **FD-04**')[0]?.match(/(?<=^`)\w+(?=`:$)/gm);

    expect(above?.at(-1)).toBe('warn');
    expect(await linesOf('FD-04')).toEqual([
      '- **FD-04** credit-code: it does not begin with 91, 92 or 93, and the rest is valid ' +
        '「证件号码对应的主体类别与“企业”不符，请确认主办者性质。」 [GB32100, derived]',
    ]);
  });

  it.each([
    ['PV-GD-04', 'enterprise, first, new-website, 广东'],
    ['DM-07', 'not 天津、吉林'],
    ['PV-93', 'individual, 江苏、重庆、云南'],
  ])('names the scope of %s in few words', async (id, audience) => {
    expect((await linesOf(id))[0]).toMatch(new RegExp(`^- \\*\\*${id}\\*\\* \\(${audience}\\) `));
  });

  it('names no scope of a rule for everybody', async () => {
    expect((await linesOf('FT-01'))[0]).toMatch(/^- \*\*FT-01\*\* inputs\.region: /);
  });

  it('has a line for every rule', async () => {
    const counts = FILING_RULES.map(async ({ id }) => (await linesOf(id)).length);
    const ids = FILING_RULES.map(({ id }) => FILING_RULES.filter((rule) => rule.id === id).length);

    expect(await Promise.all(counts)).toEqual(ids);
  });

  it('is current in docs/, which `npm run docs` writes', async () => {
    expect(readFileSync(join(ROOT, 'docs/rules.md'), 'utf8')).toBe(await rulesPage());
  });
});
