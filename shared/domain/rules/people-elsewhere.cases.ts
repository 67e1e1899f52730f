import { enterprise, fires, quiet, type RuleCase } from './cases.ts';

const used = (...numbers: readonly string[]) => ({ numbersElsewhere: numbers });
const inTianjin = { 'contents.eligibility.region': '120000' };
const idNumber = enterprise.contents.principal?.idNumber ?? '';

export const PEOPLE_ELSEWHERE_CASES: readonly RuleCase[] = [
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
