import { BORN, enterprise, fires, idNumber, individual, quiet, type RuleCase } from './cases.ts';

const details = (field: string, value: unknown) => ({ [`contents.websites.0.details.${field}`]: value });
const siteOwner = (field: string, value: unknown) => ({ [`contents.websites.0.siteOwner.${field}`]: value });
const principal = (field: string, value: unknown) => ({ [`contents.principal.${field}`]: value });
const organizer = (field: string, value: unknown) => ({ [`contents.organizer.${field}`]: value });
const record = (websites: number) => ({
  organizerRecord: { known: true, value: { number: '粤ICP备2021012345号', filedHere: 'no', websites } },
});
const papers = (id: string) => enterprise.documents.filter(({ kind }) => kind !== id);
const websites = (count: number) => ({
  'contents.websites': Array.from({ length: count }, (_, i) => ({ ...enterprise.contents.websites[0], id: `w${i}` })),
});
const OWNER = 'websites.0.siteOwner';

export const GUANGDONG_CASES: readonly RuleCase[] = [
  fires('PV-GD-01', enterprise, siteOwner('idNumber', idNumber('44030520101126999')), `${OWNER}.idNumber`),
  quiet('PV-GD-01', enterprise, siteOwner('idNumber', idNumber('44030520101125999'))),
  fires('PV-GD-10', enterprise, siteOwner('mobile', '13822201234'), `${OWNER}.mobile`),
  fires('PV-GD-10', enterprise, siteOwner('emergencyPhone', '075586001234'), 'principal.mobile'),
  fires('PV-GD-10', enterprise, siteOwner('emergencyPhone', '13922205678'), `${OWNER}.emergencyPhone`),
  quiet('PV-GD-10', enterprise),
  quiet('PV-GD-10', enterprise, { 'contents.websites.0.siteOwner': enterprise.contents.principal }),
  fires('PV-GD-04', enterprise, principal('isLegalRepresentative', false), 'principal.isLegalRepresentative'),
  quiet('PV-GD-04', enterprise),
  quiet('PV-GD-04', enterprise, { ...principal('isLegalRepresentative', false), filingType: 'new-access' }),
  fires('PV-GD-09', enterprise, organizer('certificateAddress', '广州市天河区样例路1号'), 'organizer.address.city'),
  quiet('PV-GD-09', enterprise, organizer('certificateAddress', '天河区样例路1号')),
  fires('PV-GD-15', enterprise, organizer('name', '深圳星河样例医院有限公司'), 'organizer.remark'),
  quiet('PV-GD-15', enterprise, {
    ...organizer('name', '深圳星河样例医院有限公司'),
    ...organizer('remark', '医疗机构执业许可证：样例局2024年1月1日颁发，有效期5年，号码样例1号'),
  }),
  fires('PV-GD-07', enterprise, details('name', 'Xinghe360'), 'websites.0.details.name'),
  quiet('PV-GD-07', enterprise, details('name', 'Xinghe样例')),
  fires('PV-GD-08', enterprise, details('name', '星河学院'), 'websites.0.details.name'),
  quiet('PV-GD-08', enterprise, details('name', '星河学院（内部学院）')),
  fires(
    'PV-GD-12',
    enterprise,
    details('homeUrl', 'www.xinghe-sample.com；m.xinghe-sample.com'),
    'websites.0.details.homeUrl',
  ),
  quiet('PV-GD-12', enterprise),
  fires('PV-GD-14', individual, details('remark', ' '), 'websites.0.details.remark'),
  quiet('PV-GD-14', individual),
  fires('PV-GD-16', enterprise, details('serviceContents', [13]), 'websites.0.details.preApprovals'),
  quiet('PV-GD-16', enterprise, {
    ...details('serviceContents', [13]),
    ...details('preApprovals', [{ kind: 'GAME', number: '样例1号' }]),
  }),
  fires('PV-GD-11', enterprise, record(31), 'websites'),
  quiet('PV-GD-11', enterprise, record(30)),
  fires('PV-GD-11', individual, record(5), 'websites', '超过5个'),
  quiet('PV-GD-11', individual, record(4)),
  // Without a record, or without knowing it, those of the filing count.
  ...[{ known: true, value: undefined }, { known: false }].flatMap((organizerRecord) => [
    fires('PV-GD-11', enterprise, { organizerRecord, ...websites(32) }, 'websites', '超过31个'),
    quiet('PV-GD-11', enterprise, { organizerRecord, ...websites(31) }),
  ]),
  fires(
    'PV-GD-18',
    enterprise,
    { 'contents.eligibility.certificateNumber': '92440300MAYH3K7261' },
    'eligibility.certificateNumber',
  ),
  quiet('PV-GD-18', enterprise),
  fires('PV-GD-06', enterprise, { documents: papers('commitment-letter') }, 'documents.commitment-letter'),
  fires('PV-GD-06', individual, { documents: [] }, 'documents.commitment-letter'),
  quiet('PV-GD-06', enterprise),
  quiet('PV-GD-06', individual),
  ...[BORN.sixteen, BORN.seventeen].flatMap((number) => [
    fires('PV-GD-02', enterprise, principal('idNumber', number), 'documents.employment-proof'),
    fires('PV-GD-02', enterprise, siteOwner('idNumber', number), 'websites.0.documents.employment-proof'),
    fires('PV-GD-03', individual, principal('idNumber', number), 'documents.employment-proof'),
  ]),
  ...[BORN.fifteen, BORN.eighteen].flatMap((number) => [
    quiet('PV-GD-02', enterprise, principal('idNumber', number)),
    quiet('PV-GD-02', enterprise, siteOwner('idNumber', number)),
  ]),
  quiet('PV-GD-03', individual, principal('idNumber', BORN.eighteen)),
  quiet('PV-GD-03', individual, { 'contents.principal': undefined }),
  quiet('PV-GD-03', individual),
  fires(
    'PV-GD-05',
    individual,
    {
      'documents.1.fields.address.text': '湖南省长沙市岳麓区样例路1号',
    },
    'documents.residence-proof',
  ),
  // Without a read address the typed one tells, then the number.
  fires(
    'PV-GD-05',
    individual,
    { 'documents.1.fields': undefined, ...organizer('certificateAddress', '湖南省长沙市岳麓区样例路1号') },
    'documents.residence-proof',
  ),
  fires(
    'PV-GD-05',
    individual,
    {
      'documents.1.fields': undefined,
      ...organizer('certificateAddress', '样例路1号'),
      ...principal('idNumber', idNumber('43010219920318998')),
    },
    'documents.residence-proof',
  ),
  fires(
    'PV-GD-05',
    individual,
    {
      'documents.1.fields': undefined,
      'contents.organizer': undefined,
      'contents.principal': undefined,
      'contents.eligibility.certificateNumber': idNumber('43010219920318998'),
    },
    'documents.residence-proof',
  ),
  quiet('PV-GD-05', individual, {
    'documents.1.fields': undefined,
    ...organizer('certificateAddress', '样例路1号'),
  }),
  quiet('PV-GD-05', individual),
];
