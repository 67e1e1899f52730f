import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../tests/support/filings/filings.ts';
import type { FilingView } from '../calls/messages.ts';
import { smsPeople, smsTroubles } from './sms-check.ts';

const person = { ...ENTERPRISE.principal, name: '周**', idNumber: '440***********9974', mobile: '138****0017' };
const other = { ...INDIVIDUAL.principal, name: '梁**', idNumber: '440***********9988', mobile: '138****0039' };

const viewWith = (view: Partial<FilingView>) => ({ filingType: 'first', ...view }) as FilingView;
const website = (siteOwner: typeof person) => ({ siteOwner }) as FilingView['websites'][number];

describe('the people who get a code', () => {
  it('are the principal and another site owner', () => {
    const people = smsPeople(viewWith({ organizerKind: 'enterprise', principal: person, websites: [website(other)] }));

    expect(people).toEqual([
      { role: '主体负责人', name: '周**', mobile: '138****0017' },
      { role: '网站负责人', name: '梁**', mobile: '138****0039' },
    ]);
  });

  it('is one person in both roles', () => {
    const websites = [website(person), website(person)];

    expect(smsPeople(viewWith({ organizerKind: 'enterprise', principal: person, websites }))).toEqual([
      { role: '主体负责人、网站负责人', name: '周**', mobile: '138****0017' },
    ]);
  });

  it('is an individual themselves', () => {
    expect(smsPeople(viewWith({ organizerKind: 'individual', principal: other, websites: [] }))).toEqual([
      { role: '本人', name: '梁**', mobile: '138****0039' },
    ]);
  });

  it.each([
    ['new-website', ['主体负责人', '网站负责人']],
    ['new-access', ['网站负责人']],
    ['cancel-website', ['网站负责人']],
    ['cancel-organizer', ['主体负责人']],
  ] as const)('of %s are %s', (filingType, roles) => {
    const view = viewWith({ filingType, organizerKind: 'enterprise', principal: person, websites: [website(other)] });

    expect(smsPeople(view).map(({ role }) => role)).toEqual(roles);
  });

  it('of a change are those whose part of the record differs', () => {
    const view = viewWith({
      filingType: 'change',
      organizerKind: 'enterprise',
      principal: person,
      websites: [website(other)],
    });
    const { organizer, principal, websites, ...rest } = contentsOf(ENTERPRISE, 'w1');
    const before = { organizer, principal, websites };
    const [site] = websites;
    if (!organizer || !site) throw new Error('a specimen is whole');
    const roles = (changed: Partial<typeof before>) =>
      smsPeople(view, { ...rest, ...before, ...changed, before }).map(({ role }) => role);

    expect(roles({ organizer: { ...organizer, remark: '主体备注' } })).toEqual(['主体负责人']);
    expect(roles({ websites: [{ ...site, domain: 'yunfan-other.cn' }] })).toEqual(['网站负责人']);
    expect(smsPeople(view).map(({ role }) => role)).toEqual(['主体负责人', '网站负责人']);
  });
});

describe('what happens to a filing whose code is not typed', () => {
  it('is told as it is for its type: an ending is over, a change leaves what is filed', () => {
    expect([smsTroubles('first')[1], smsTroubles('change')[1], smsTroubles('cancel-website')[1]]).toEqual([
      '验证码 24 小时内有效；逾期没有完成，或证件号码填错 5 次，备案会被退回。',
      '验证码 24 小时内有效；逾期没有完成，或证件号码填错 5 次，变更申请会被退回，已备案的信息不变。',
      '验证码 24 小时内有效；逾期没有完成，申请失效，备案不变，可以重新申请。',
    ]);
    expect(smsTroubles('cancel-organizer').join()).not.toContain('再发一次');
  });
});
