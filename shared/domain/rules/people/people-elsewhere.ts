import { phoneForm } from '../../../../contracts/normal-forms/phone.ts';
import { type FilingCase, oncePerCase } from '../case.ts';
import { TIANJIN } from '../provinces/province-demands.ts';
import { blocks, type Rule, rulesAbout } from '../rule.ts';
import { people } from '../scopes.ts';

const numbersElsewhere = oncePerCase(({ numbersElsewhere: numbers = [] }: FilingCase) => new Set(numbers));

/** Rules about people who also file for another organizer here. */
export const PEOPLE_ELSEWHERE_RULES: readonly Rule<FilingCase>[] = rulesAbout(people, [
  blocks('FD-32', 'mobile', {
    when: 'a person of another organizer that is filed or in review here has the same number',
    message: '该手机号码已被其他备案主体使用，一个手机号码只能用于一个主体，请更换。',
    source: ['T19-faq', 'HW-rej'],
    refuses: ({ person }, filingCase) => numbersElsewhere(filingCase).has(phoneForm(person.mobile)),
  }),
  blocks('PV-TJ-06', 'idNumber', {
    appliesTo: { provinces: TIANJIN },
    when: 'the person also serves another organizer that is filed or in review here',
    message: '该负责人的证件号码已用于其他备案主体，天津管局要求一人只负责一个主体，请更换负责人。',
    source: ['T19-prov', 'T22-prov'],
    refuses: ({ key }, filingCase) => numbersElsewhere(filingCase).has(key),
  }),
]);
