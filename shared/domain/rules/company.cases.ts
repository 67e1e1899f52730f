import { enterprise, fires, quiet, type RuleCase } from './cases.ts';

const SAME = { creditCode: true, name: true, legalRepresentative: true, idNumber: true, standing: 'in-business' };
const NOT_FOUND = { creditCode: false, name: false, legalRepresentative: false, idNumber: false, standing: 'unknown' };
const registered = (changes: Partial<Record<keyof typeof SAME, unknown>>) => ({
  company: { known: true, value: { ...SAME, ...changes } },
});
/** The register knows nothing of such a company. */
const UNANSWERED = { company: { known: true, value: undefined } };

export const COMPANY_CASES: readonly RuleCase[] = [
  fires('FD-92', enterprise, registered({ creditCode: false }), 'eligibility.certificateNumber', '统一社会信用代码'),
  fires('FD-92', enterprise, registered({ name: false }), 'organizer.name', '单位名称'),
  fires('FD-92', enterprise, registered({ legalRepresentative: false }), 'principal.name', '法定代表人姓名'),
  fires('FD-92', enterprise, registered({ idNumber: false }), 'principal.idNumber', '法定代表人证件号码'),
  fires('FD-92', enterprise, registered(NOT_FOUND), 'organizer.name'),
  fires('FD-92', enterprise, registered({ creditCode: false, legalRepresentative: false }), 'principal.name'),
  fires('FD-92', enterprise, registered({ name: false, idNumber: false }), 'principal.idNumber'),
  quiet('FD-92', enterprise, registered({})),
  quiet('FD-92', enterprise, UNANSWERED),
  quiet('FD-92', enterprise),
  fires('FT-93', enterprise, registered({ standing: 'ended' }), 'organizer.name'),
  quiet('FT-93', enterprise, registered({ standing: 'other' })),
  quiet('FT-93', enterprise, registered({ standing: 'unknown' })),
  fires('FT-94', enterprise, { company: { known: false } }, 'organizer.name'),
  quiet('FT-94', enterprise, registered({})),
  quiet('FT-94', enterprise, UNANSWERED),
  quiet('FT-94', enterprise),
];
