import { enterprise, fires, idNumber, individual, quiet, type RuleCase } from './cases.ts';

const filedIn = (region: string) => ({ 'contents.eligibility.region': region });
const principal = (field: string, value: unknown) => ({ [`contents.principal.${field}`]: value });
const record = (websites: number) => ({
  organizerRecord: { known: true, value: { number: '沪ICP备2021012345号', filedHere: 'no', websites } },
});
const fromHunan = { 'documents.1.fields.address.text': '湖南省长沙市岳麓区样例路1号' };

export const OTHER_PROVINCES_CASES: readonly RuleCase[] = [
  fires(
    'PV-90',
    enterprise,
    { ...filedIn('330000'), ...principal('idNumber', idNumber('44030520081126999')) },
    'principal.idNumber',
  ),
  quiet('PV-90', enterprise, { ...filedIn('460000'), ...principal('idNumber', idNumber('44030520081126999')) }),
  quiet('PV-90', enterprise, { ...filedIn('330000'), ...principal('idNumber', idNumber('44030520081125999')) }),
  fires(
    'PV-91',
    enterprise,
    { ...filedIn('330000'), ...principal('isLegalRepresentative', false) },
    'principal.isLegalRepresentative',
  ),
  quiet('PV-91', enterprise, filedIn('330000')),
  quiet('PV-91', enterprise, { ...filedIn('320000'), ...principal('isLegalRepresentative', false) }),
  fires('PV-92', individual, { ...filedIn('140000'), ...fromHunan }, 'principal.idNumber'),
  quiet('PV-92', individual, {
    ...filedIn('140000'),
    'documents.1.fields.address.text': '太原市迎泽区样例路1号',
  }),
  fires('PV-92', individual, { ...filedIn('130000'), ...fromHunan }, 'principal.mobile'),
  quiet('PV-92', individual, { ...filedIn('130000'), 'documents.1.fields.address.text': '河北省样例村1号' }),
  fires('MT-12', enterprise, filedIn('540000'), 'documents'),
  quiet('MT-12', enterprise, filedIn('330000')),
  fires('MT-13', enterprise, filedIn('320000'), 'documents'),
  quiet('MT-13', enterprise, filedIn('330000')),
  fires('MT-18', enterprise, { ...filedIn('310000'), ...record(29) }, 'websites'),
  fires('MT-18', enterprise, { ...filedIn('430000'), ...record(1) }, 'websites'),
  quiet('MT-18', enterprise, { ...filedIn('310000'), ...record(28) }),
  fires(
    'PV-93',
    individual,
    { ...filedIn('320000'), ...principal('idNumber', idNumber('44010620081126999')) },
    'documents.employment-proof',
  ),
  quiet('PV-93', individual, filedIn('320000')),
];
