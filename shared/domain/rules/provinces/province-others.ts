import { PROVINCES, type Province } from '../../../../contracts/data/provinces.ts';
import { countWebsites, type FilingCase, inputOf } from '../case.ts';
import { livesElsewhere } from '../evidence.ts';
import { blocks, confirms, type Rule, rulesAbout } from '../rule.ts';
import { filings, isUnder, type PersonInRole, people, principals } from '../scopes.ts';
import { PLAN_FROM, PROVINCES_WANTING, WITH_OWN_RULES } from './province-demands.ts';

/**
 * The requirements in the table of provinces, for all provinces but 广东, 福建 and 天津, which have their own rules (PV-00).
 * Opening one of them needs only configuration.
 */
const OTHERS = PROVINCES.filter(({ code }) => !WITH_OWN_RULES.includes(code));

const where = (wants: (province: Province) => boolean): readonly string[] =>
  OTHERS.filter(wants).map(({ code }) => code);

const byCode = new Map(OTHERS.map((province) => [province.code, province]));

function tooYoung(role: PersonInRole, filingCase: FilingCase) {
  const { organizerKind, region } = inputOf(filingCase);
  const province = byCode.get(region);
  const min = organizerKind === 'enterprise' ? province?.enterpriseAge : province?.individualAge;
  return min !== undefined && isUnder(role, min) && { min };
}

function requiresPlan(filingCase: FilingCase) {
  const from = PLAN_FROM[inputOf(filingCase).region];
  return from !== undefined && countWebsites(filingCase) >= from && { from };
}

/** Documents that this platform does not accept: people confirm that they submit them to the authority themselves. */
const papersElsewhere = rulesAbout(filings, [
  confirms('MT-12', 'documents', {
    appliesTo: { provinces: PROVINCES_WANTING.partyConfirmation },
    when: 'always',
    message: '{province}管局要求《网站党建备案信息确认函》，请另行准备并提交管局，请确认。',
    source: ['T19-prov', 'WX'],
    refuses: () => true,
  }),
  confirms('MT-13', 'documents', {
    appliesTo: { provinces: PROVINCES_WANTING.promiseVideo },
    when: 'always',
    message: '江苏省备案须提供责任告知书、真实性承诺书和承诺视频，请另行准备并提交管局，请确认。',
    source: ['T22-prov', 'WX'],
    refuses: () => true,
  }),
  confirms('MT-18', 'websites', {
    appliesTo: { kinds: ['enterprise'], provinces: Object.keys(PLAN_FROM) },
    when: 'this filing and earlier ones have so many websites that a plan is required: 上海 30, 江苏 30, 湖南 2, 重庆 35',
    message: '网站数量达到{from}个，{province}管局要求提供网站建设方案书，请另行准备并提交管局，请确认。',
    source: ['T19-prov', 'T22-mat', 'HW-prov'],
    refuses: (_, filingCase) => requiresPlan(filingCase),
  }),
]);

/** Rules of the other provinces. */
export const OTHER_PROVINCES_RULES: readonly Rule<FilingCase>[] = [
  ...rulesAbout(people, [
    blocks('PV-90', 'idNumber', {
      appliesTo: { provinces: where(() => true) },
      when: 'the person is younger than the minimum age of the province',
      message: '{province}备案要求负责人年满{min}周岁，请更换负责人。',
      source: ['T19-prov', 'T22-prov', 'HW-prov'],
      refuses: tooYoung,
    }),
  ]),
  ...rulesAbout(principals, [
    blocks('PV-91', 'isLegalRepresentative', {
      appliesTo: { kinds: ['enterprise'], provinces: where(({ principal }) => principal === 'legal-representative') },
      when: 'the principal is not the legal representative',
      message: '{province}单位备案的主体负责人须为法定代表人，请填写法定代表人的信息。',
      source: ['T19-prov', 'T22-prov', 'HW-prov'],
      refuses: ({ person }) => !person.isLegalRepresentative,
    }),
    blocks('PV-92', 'idNumber', {
      appliesTo: { kinds: ['individual'], provinces: where(({ outsiders }) => outsiders === 'refused') },
      when: 'the ID card is from another province',
      message: '{province}管局不受理外省身份证的个人备案，请在身份证所在省份办理。',
      source: ['T19-prov', 'HW-prov'],
      refuses: (_, filingCase) => livesElsewhere(filingCase),
    }),
    confirms('PV-92', 'mobile', {
      appliesTo: { kinds: ['individual'], provinces: where(({ outsiders }) => outsiders === 'local-phone') },
      when: 'the ID card is from another province',
      message: '外省身份证的个人在{province}备案须使用该省的手机号码，请确认。',
      source: ['T19-prov', 'HW-prov'],
      refuses: (_, filingCase) => livesElsewhere(filingCase),
    }),
  ]),
  ...papersElsewhere,
];
