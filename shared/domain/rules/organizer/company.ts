import type { CompanyFacts, Known } from '../../facts.ts';
import type { FilingCase } from '../case.ts';
import { blocks, confirms, informs, type Placed, type Rule, rulesAbout, scopeOf } from '../rule.ts';
import { knownParts } from '../scopes.ts';

const answers = scopeOf<FilingCase, Known<CompanyFacts>>('company-register-answer', ({ company }) =>
  company ? [{ path: 'organizer.name', part: company }] : [],
);

const companies = scopeOf<FilingCase, CompanyFacts>('company-register', knownParts(answers));

/** A value from a form, and whether the register has the same. */
interface Registered {
  readonly label: string;
  readonly isSame: boolean;
}

/** If the register finds the company neither by code nor by name, it has no data about its people. */
const registered = scopeOf<FilingCase, Registered>('typed-and-registered', (filingCase) =>
  companies.parts(filingCase).flatMap(({ part: company }): Placed<Registered>[] => {
    const isFound = company.creditCode || company.name;
    const { legalRepresentative, idNumber } = isFound ? company : { legalRepresentative: true, idNumber: true };
    return [
      { path: 'eligibility.certificateNumber', part: { label: '统一社会信用代码', isSame: company.creditCode } },
      { path: 'organizer.name', part: { label: '单位名称', isSame: company.name } },
      { path: 'organizer.legalRepresentative', part: { label: '法人姓名', isSame: legalRepresentative } },
      { path: 'principal.idNumber', part: { label: '法定代表人证件号码', isSame: idNumber } },
    ];
  }),
);

/** Rules about the entry of an enterprise in the commercial register, if the operator queries it. */
export const COMPANY_RULES: readonly Rule<FilingCase>[] = [
  ...rulesAbout(registered, [
    confirms('FD-92', {
      appliesTo: { kinds: ['enterprise'] },
      when: 'it differs from the commercial register',
      message: '填写的{label}与工商登记信息不一致，请核对；登记信息约每周更新，近期变更过且确认无误可继续提交。',
      source: ['OWN'],
      refuses: ({ label, isSame }) => !isSame && { label },
    }),
  ]),
  ...rulesAbout(companies, [
    blocks('FT-93', {
      appliesTo: { kinds: ['enterprise'] },
      when: 'the commercial register shows the enterprise as cancelled or revoked',
      message: '工商登记显示该单位已注销或被吊销、撤销，不能办理备案；如登记有误，请先向登记机关更正。',
      source: ['OWN'],
      refuses: ({ standing }) => standing === 'ended',
    }),
  ]),
  ...rulesAbout(answers, [
    informs('FT-94', {
      appliesTo: { kinds: ['enterprise'] },
      when: 'the commercial register is unavailable, or was not asked',
      message: '工商登记信息尚未核验，提交后由审核人员核对，无需操作。',
      source: ['OWN'],
      refuses: ({ known }) => !known,
    }),
  ]),
];
