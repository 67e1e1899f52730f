import { sameText } from '../../../../contracts/normal-forms/text.ts';
import type { FilingCase } from '../case.ts';
import { type AppliesTo, blocks, type Rule, rulesAbout } from '../rule.ts';
import { isUnder, organizers, type PersonInRole, people, principals } from '../scopes.ts';
import { FUJIAN } from './province-demands.ts';

/** Additional requirements of 福建. Its documents are in materials-people.ts, its domain owner in domain-owner.ts. */

const enterprises: AppliesTo = { provinces: FUJIAN, kinds: ['enterprise'] };
const individuals: AppliesTo = { provinces: FUJIAN, kinds: ['individual'] };

const isMinor = (role: PersonInRole): boolean => isUnder(role, 18);

/** Rules of 福建. */
export const FUJIAN_RULES: readonly Rule<FilingCase>[] = [
  ...rulesAbout(principals, [
    blocks('PV-FJ-01', 'isLegalRepresentative', {
      appliesTo: enterprises,
      when: 'the principal is not the legal representative',
      message: '福建省单位备案的主体负责人须为法定代表人，请填写法定代表人的信息。',
      source: ['T19-prov', 'T22-prov'],
      refuses: ({ person }) => !person.isLegalRepresentative,
    }),
    blocks('PV-FJ-05', 'idNumber', {
      appliesTo: individuals,
      // The authority accepts 16 and 17 with three documents of a guardian (2022); this platform has no upload for
      // them.
      when: 'the person is under 18',
      message: '未满18周岁的个人在福建省备案需监护人材料，本平台暂不支持，请年满18周岁后再办理。',
      source: ['T22-prov'],
      refuses: isMinor,
    }),
  ]),
  ...rulesAbout(people, [
    blocks('PV-FJ-04', 'idNumber', {
      appliesTo: enterprises,
      // The edition of 2022 accepts minors with their own ID card; that of 2026 refuses them.
      when: 'the person is under 18',
      message: '福建省单位备案的负责人须年满18周岁，请更换负责人。',
      source: ['T22-prov', 'HW-prov'],
      refuses: isMinor,
    }),
  ]),
  ...rulesAbout(organizers, [
    blocks('PV-FJ-07', 'investor', {
      appliesTo: enterprises,
      // Left blank it means the unit itself.
      when: 'it is given and is not the unit’s full name',
      message: '福建省要求投资人或主管单位为本单位，请填写企业全称，或清空这一项。',
      source: ['T19-prov', 'T22-prov'],
      refuses: ({ name, investor = '' }) => investor.trim() !== '' && !sameText(name, investor),
    }),
  ]),
];
