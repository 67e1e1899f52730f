import { describe, expect, it } from 'vitest';
import { contentsOfCase } from '../../../tests/support/desk/desk-case.ts';
import { amendedPackage, amendmentFaults, amendmentsOf, isAmendable, type WrittenAmendment } from './amendment.ts';
import { checklistOf } from './checklist.ts';
import type { ReviewPackage } from './package.ts';

const CONTENTS = contentsOfCase({}) as unknown as ReviewPackage;
const ROWS = checklistOf(CONTENTS, []);
const NAME: WrittenAmendment = { field: 'websites.0.details.name', after: '云帆样例网', reason: '漏字' };
const faults = (...written: readonly Partial<WrittenAmendment>[]) =>
  amendmentFaults(
    written.map((amendment) => ({ ...NAME, ...amendment })),
    CONTENTS,
  ).map(({ at, fault }) => [at, fault]);

describe('what staff correct', () => {
  it('is a website’s name, home URL or remark, and has what stood there beside it', () => {
    const written = [NAME, { field: 'websites.0.details.homeUrl', after: 'yunfan.example', reason: '网址格式不对' }];

    expect(faults(...written)).toEqual([]);
    expect(amendmentsOf(written, CONTENTS)).toEqual([
      { ...NAME, before: '云帆样例' },
      { ...written[1], before: 'www.yunfan.example' },
    ]);
    expect(ROWS.map(({ path }) => path).filter((path) => isAmendable(path, CONTENTS))).toEqual([
      'websites.0.details.name',
      'websites.0.details.homeUrl',
      'websites.0.details.remark',
    ]);
  });

  it.each<[string, Partial<WrittenAmendment>, string]>([
    ['a domain', { field: 'websites.0.domain', after: 'yunhang.example' }, 'not-amendable'],
    ['a person', { field: 'principal.name' }, 'not-amendable'],
    ['an organizer', { field: 'organizer.name' }, 'not-amendable'],
    ['what is not there', { field: 'websites.1.details.name' }, 'not-amendable'],
    ['the same value', { after: '云帆样例' }, 'unchanged'],
    ['61 characters', { after: '云'.repeat(61) }, 'unfit'],
    ['a space before', { after: ' 云帆' }, 'unfit'],
    ['a line break', { after: '云\n帆' }, 'unfit'],
    ['another domain', { field: 'websites.0.details.homeUrl', after: 'yunfan.example.cn' }, 'other-domain'],
    ['a path', { field: 'websites.0.details.homeUrl', after: 'yunfan.example/shop' }, 'other-domain'],
    ['an empty label', { field: 'websites.0.details.homeUrl', after: 'a..yunfan.example' }, 'other-domain'],
    ['a mailbox in the reason', { reason: '请写信到 xiaoman＠yunfan.example' }, 'personal-value'],
    ['a phone in the value', { after: '云帆 13800001234' }, 'personal-value'],
  ])('is refused with %s', (_, changes, fault) => {
    expect(faults(changes)).toEqual([[0, fault]]);
  });

  it('is a value once', () => {
    expect(faults({}, {})).toEqual([[1, 'twice']]);
  });

  it('is, of a change, what the change makes different; of an ending, nothing', () => {
    const change = { items: [{ field: 'websites.0.details.name', before: '云帆', after: '云帆样例' }] };
    const changed = { ...CONTENTS, filingType: 'change', change };

    expect(isAmendable('websites.0.details.name', changed)).toBe(true);
    expect(isAmendable('websites.0.details.remark', changed)).toBe(false);
    expect(isAmendable('websites.0.details.name', { ...CONTENTS, filingType: 'end-access' })).toBe(false);
    expect(amendedPackage(changed, amendmentsOf([NAME], changed))).toMatchObject({
      websites: [{ details: { name: '云帆样例网', remark: '公司产品介绍' } }],
      change: { items: [{ before: '云帆', after: '云帆样例网' }] },
    });
  });
});
