import { enterprise, fires, quiet, type RuleCase, type Sentences } from '../cases.ts';

const used = (...numbers: readonly string[]) => ({ numbersElsewhere: numbers });
const inTianjin = { 'contents.eligibility.region': '120000' };
const idNumber = enterprise.contents.principal?.idNumber ?? '';

export const cases: readonly RuleCase[] = [
  fires('FD-32', enterprise, used('13822201234'), 'principal.mobile'),
  fires(
    'FD-32',
    enterprise,
    { ...used('13922205678'), 'contents.websites.0.siteOwner.mobile': '139 2220 5678' },
    'websites.0.siteOwner.mobile',
  ),
  quiet('FD-32', enterprise, used('13922200000', idNumber)),
  quiet('FD-32', enterprise),
  fires('PV-TJ-06', enterprise, { ...inTianjin, ...used(idNumber) }, 'principal.idNumber'),
  quiet('PV-TJ-06', enterprise, { ...inTianjin, ...used('13822201234') }),
  quiet('PV-TJ-06', enterprise, used(idNumber)),
];

export const sentences: Sentences = {
  'FD-32': ['该手机号码已被其他备案主体使用，一个手机号码只能用于一个主体，请更换。'],
  'PV-TJ-06': ['该负责人的证件号码已用于其他备案主体，天津管局要求一人只负责一个主体，请更换负责人。'],
};
