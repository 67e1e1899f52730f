import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { FilingView } from './messages.ts';
import { smsPeople } from './sms-check.ts';

const person = { ...ENTERPRISE.principal, name: '周**', idNumber: '440***********9974', mobile: '138****0017' };
const other = { ...INDIVIDUAL.principal, name: '梁**', idNumber: '440***********9988', mobile: '138****0039' };

const viewWith = (view: Partial<FilingView>) => view as FilingView;
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
});
