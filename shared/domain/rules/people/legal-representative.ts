import { compareTexts } from '../../media/evidence.ts';
import type { FilingCase } from '../case.ts';
import { blocks, confirms, type Rule, rulesAbout } from '../rule.ts';
import { type PersonInRole, people, principals } from '../scopes.ts';

/** How the principal's name and 法人姓名 compare: traditional characters are no other name. */
const compared = ({ person }: PersonInRole, { contents }: FilingCase) =>
  compareTexts(contents.organizer?.legalRepresentative, person.name).outcome;

/** Rules about 法人姓名 and the principal. The licence and the commercial register are in evidence.ts and company.ts. */
export const LEGAL_REPRESENTATIVE_RULES: readonly Rule<FilingCase>[] = [
  ...rulesAbout(principals, [
    blocks('PN-90', 'name', {
      appliesTo: { kinds: ['enterprise'] },
      when: 'the principal is said to be the legal representative, and has another name than 法人姓名',
      message: '主体负责人选了“是法定代表人”，但姓名与法人姓名不同，请改正其中一项。',
      source: ['OWN'],
      refuses: (role, filingCase) => role.person.isLegalRepresentative && compared(role, filingCase) === 'differs',
    }),
    confirms('PN-91', 'isLegalRepresentative', {
      appliesTo: { kinds: ['enterprise'] },
      when: 'the principal has the name in 法人姓名, and is not said to be the legal representative',
      message: '主体负责人与法人姓名相同，是同一个人时请选“是法定代表人”；只是同名时请确认。',
      source: ['OWN'],
      refuses: (role, filingCase) => !role.person.isLegalRepresentative && compared(role, filingCase) === 'same',
    }),
  ]),
  ...rulesAbout(people, [
    blocks('PN-98', 'isLegalRepresentative', {
      appliesTo: { kinds: ['enterprise'] },
      when: 'the same person is the legal representative in one role and is not in an earlier one',
      message: '同一个人在这份备案的另一处选的“是法定代表人”与这里不同，请改成一致。',
      source: ['OWN'],
      refuses: ({ key, person }, filingCase) => {
        const first = people.parts(filingCase).find(({ part }) => part.key === key)?.part ?? { person };
        return first.person.isLegalRepresentative !== person.isLegalRepresentative;
      },
    }),
  ]),
];
