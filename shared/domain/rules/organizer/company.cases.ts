import { NOT_ASKED } from '../../facts.ts';
import { enterprise, fires, quiet, type RuleCase, type Sentences } from '../cases.ts';

const SAME = { creditCode: true, name: true, legalRepresentative: true, idNumber: true, standing: 'in-business' };
const NOT_FOUND = { creditCode: false, name: false, legalRepresentative: false, idNumber: false, standing: 'unknown' };
const registered = (changes: Partial<Record<keyof typeof SAME, unknown>>) => ({
  company: { known: true, value: { ...SAME, ...changes } },
});
/** The register has no such company. */
const UNANSWERED = { company: { known: true, value: undefined } };

export const cases: readonly RuleCase[] = [
  fires('FD-92', enterprise, registered({ creditCode: false }), 'eligibility.certificateNumber', '统一社会信用代码'),
  fires('FD-92', enterprise, registered({ name: false }), 'organizer.name', '单位名称'),
  fires('FD-92', enterprise, registered({ legalRepresentative: false }), 'organizer.legalRepresentative', '法人姓名'),
  fires('FD-92', enterprise, registered({ idNumber: false }), 'principal.idNumber', '法定代表人证件号码'),
  fires('FD-92', enterprise, registered(NOT_FOUND), 'organizer.name'),
  fires(
    'FD-92',
    enterprise,
    registered({ creditCode: false, legalRepresentative: false }),
    'organizer.legalRepresentative',
  ),
  fires('FD-92', enterprise, registered({ name: false, idNumber: false }), 'principal.idNumber'),
  quiet('FD-92', enterprise, registered({})),
  quiet('FD-92', enterprise, UNANSWERED),
  quiet('FD-92', enterprise),
  fires('FT-93', enterprise, registered({ standing: 'ended' }), 'organizer.name'),
  quiet('FT-93', enterprise, registered({ standing: 'other' })),
  quiet('FT-93', enterprise, registered({ standing: 'unknown' })),
  fires('FT-94', enterprise, { company: { known: false } }, 'organizer.name'),
  fires('FT-94', enterprise, { company: NOT_ASKED }, 'organizer.name'),
  quiet('FT-94', enterprise, registered({})),
  quiet('FT-94', enterprise, UNANSWERED),
  quiet('FT-94', enterprise),
];

export const sentences: Sentences = {
  'FD-92': [
    '填写的统一社会信用代码与工商登记信息不一致，请核对；登记信息约每周更新，近期变更过且确认无误可继续提交。',
    '填写的单位名称与工商登记信息不一致，请核对；登记信息约每周更新，近期变更过且确认无误可继续提交。',
    '填写的法人姓名与工商登记信息不一致，请核对；登记信息约每周更新，近期变更过且确认无误可继续提交。',
    '填写的法定代表人证件号码与工商登记信息不一致，请核对；登记信息约每周更新，近期变更过且确认无误可继续提交。',
  ],
  'FT-93': ['工商登记显示该单位已注销或被吊销、撤销，不能办理备案；如登记有误，请先向登记机关更正。'],
  'FT-94': ['工商登记信息尚未核验，提交后由审核人员核对，无需操作。'],
};
