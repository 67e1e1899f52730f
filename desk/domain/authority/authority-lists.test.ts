import { describe, expect, it } from 'vitest';
import { contentsOfCase } from '../../../tests/support/desk/desk-case.ts';
import { checklistOf } from '../cases/checklist.ts';
import type { ReviewPackage } from '../cases/package.ts';
import { blackListFindings, listableIn, readList } from './authority-lists.ts';

const contents = contentsOfCase({}) as unknown as ReviewPackage;
const LISTED = { kind: 'organizer', value: '91440300MA5FAKE01G' } as const;

describe('a list from a file', () => {
  it('is read with a head, a mark, quotes, either comma and empty lines, and a value twice is one', () => {
    const csv =
      '\uFEFF种类,内容\r\n主办者,"9144 0300-ma5fake01g"\r\n\r\n域名，https://WWW.Listed.example/a?b\r\n域名,listed.example\r\n';

    expect(readList('black', csv)).toEqual({ values: [LISTED, { kind: 'domain', value: 'listed.example' }] });
  });

  it('is refused as a whole, with the number of every bad line and without what stands there', () => {
    const csv =
      '域名,listed.example\n公司,某某\n主办者,1.10105E+17\n域名,nowhere\n\n负责人,440301199003077310,林小满\n域名';

    const read = readList('black', csv);

    expect(read).toMatchObject({ bad: [{ line: 2 }, { line: 3 }, { line: 4 }, { line: 6 }, { line: 7 }] });
    expect(JSON.stringify(read)).not.toMatch(/某某|1\.10105|nowhere|440301|林小满/);
  });

  it('of unfiled sites has domains alone', () => {
    expect(readList('unfiled', '负责人,440301199003077310')).toEqual({
      bad: [{ line: 1, message: '未备案网站的名单只写域名。' }],
    });
    expect(readList('unfiled', '域名,样例.example')).toEqual({
      values: [{ kind: 'domain', value: 'xn--fsq541d.example' }],
    });
  });
});

describe('what of a package is on the black list', () => {
  it('is found at its row, by number and domain, never by name', () => {
    expect(listableIn(contents).map(({ field }) => field)).toEqual([
      'eligibility.certificateNumber',
      'principal.idNumber',
      'websites.0.domain',
      'websites.0.siteOwner.idNumber',
    ]);
    expect(
      blackListFindings(contents, [LISTED, { kind: 'person', value: 'yunfan.example' }]).map(({ field }) => field),
    ).toEqual(['eligibility.certificateNumber']);
  });

  it('is judged by a person, and is what the second view begins with', () => {
    const found = { ...contents, findings: blackListFindings(contents, [LISTED]) };

    const causing = checklistOf(found, ['black-listed']).filter(({ causesSecondView }) => causesSecondView);

    expect(causing).toMatchObject([{ path: 'eligibility.certificateNumber', needsJudgement: true }]);
  });
});
