import { describe, expect, it } from 'vitest';
import { REFUSALS } from '../../contracts/kit/refusal.ts';
import { sentences as ofChange } from '../../shared/domain/rules/process/change.cases.ts';
import { sentences as ofCheck } from '../../shared/domain/rules/process/filing-type.cases.ts';
import { textOf } from '../../tests/hygiene/source-files.ts';
import { messageOf } from '../form/form-messages.ts';
import { ELSEWHERE, ELSEWHERE_WAYS } from './elsewhere.ts';

/** What refuses because the record is in another place. */
const REFUSED = ['claim.none', 'claim.taken'] as const;

describe('a record that is elsewhere', () => {
  it('is told by claim and verification with the name of the one page that says what can be done', () => {
    const said = [
      ...REFUSED.map((refusal) => REFUSALS[refusal]),
      ...[ofCheck, ofChange].flatMap((sentences) => sentences['FT-12'] ?? []),
    ];

    expect(said).toHaveLength(REFUSED.length + 2);
    expect(said.filter((text) => !text.includes(`请打开“${ELSEWHERE.title}”`))).toEqual([]);
  });

  it('is marked beside the value that was refused, as are the records where one is empty, so that the page is a tap away', () => {
    const finding = { severity: 'block', field: 'certificateNumber', message: '在另一个账号里', params: {} } as const;
    const marked = (ruleId: string) => messageOf({ ...finding, ruleId }).leadsTo;

    expect(['FT-12', 'FT-15', 'FT-13', 'PV-94'].map(marked)).toEqual(['elsewhere', 'filings', undefined, undefined]);
  });

  it('has a way for each case, each told before it is chosen, and each to a page of its front end', () => {
    const pages = JSON.parse(textOf('miniprogram/src/app.json')) as { readonly pages: readonly string[] };
    const urls = [...textOf('miniprogram/src/pages/elsewhere/index.ts').matchAll(/: '\/(pages\/[\w-]+\/index)/g)];

    expect(ELSEWHERE_WAYS.map(({ id }) => id)).toEqual(['own-account', 'agreed', 'lost', 'claim', 'other-provider']);
    expect(ELSEWHERE_WAYS.filter(({ text }) => !/[。]$/.test(text))).toEqual([]);
    expect(urls).toHaveLength(ELSEWHERE_WAYS.length);
    expect(urls.filter(([, page = '']) => !pages.pages.includes(page))).toEqual([]);
  });
});
