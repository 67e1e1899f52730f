import { describe, expect, it } from 'vitest';
import { PROVINCES } from '../../../contracts/data/provinces.ts';
import { NOT_ASKED } from '../facts.ts';
import type { DocumentKind, DocumentSubject } from '../media/document.ts';
import type { CaseDocument } from './case.ts';
import { type Changes, change, enterprise, idNumber, individual } from './cases.ts';
import { materialsNeeded } from './materials/materials-needed.ts';
import { preCheck, sectionFindings } from './pre-check.ts';

const idsAndFields = (findings: ReturnType<typeof preCheck>) => findings.map(({ ruleId, field }) => [ruleId, field]);

describe('pre-check', () => {
  it('of an empty draft lists the sections, the materials and the liveness check', () => {
    const draft = change(enterprise, {
      'contents.organizer': undefined,
      'contents.principal': undefined,
      'contents.websites.0.details': undefined,
      'contents.websites.0.siteOwner': undefined,
      documents: [],
      liveness: {},
    });

    expect(idsAndFields(preCheck(draft))).toEqual([
      ['PR-02', 'organizer'],
      ['PR-02', 'principal'],
      ['PR-02', 'websites.0.details'],
      ['PR-02', 'websites.0.siteOwner'],
      ['MT-01', 'documents.business-licence'],
      ['PV-GD-06', 'documents.commitment-letter'],
      ['MT-02', 'documents.id-front'],
      ['MT-02', 'documents.id-back'],
      ['MT-04', 'websites.0.documents.handheld-photo'],
      ['MT-14', 'websites.0.liveness'],
    ]);
  });

  it('includes the findings of an upload, with the path of its material', () => {
    const glare = { ruleId: 'MT-06', severity: 'block', field: 'file', message: '证件上有反光。', params: {} } as const;
    const documents = enterprise.documents.map((document) =>
      document.kind === 'handheld-photo' ? { ...document, findings: [glare] } : document,
    );

    expect(idsAndFields(preCheck({ ...enterprise, documents }))).toEqual([
      ['MT-06', 'websites.0.documents.handheld-photo'],
    ]);
  });

  it('calls an individual nobody’s principal or site owner', () => {
    const found = preCheck(change(individual, { 'contents.principal': undefined, documents: [], liveness: {} }));

    expect(found.map(({ message }) => message)).toContain('请由本人完成视频核身。');
    expect(found.map(({ message }) => message)).toContain('请填写本人信息。');
    expect(found.filter(({ message }) => /(主体|网站)负责人/.test(message))).toEqual([]);
  });

  it('asks about a doubtful value of somebody with two roles once, where their card is', () => {
    const both = change(enterprise, {
      'contents.websites.0.siteOwner': enterprise.contents.principal,
      'documents.2.fields.name': { text: '陈星远' },
      'documents.0.fields.legalRepresentative': { text: '何书云' },
    });
    const doubts = preCheck(both).filter(({ ruleId }) => ruleId === 'RV-90');

    expect(idsAndFields(doubts)).toContainEqual(['RV-90', 'principal.name']);
    expect(doubts.filter(({ field }) => field.startsWith('websites.'))).toEqual([]);
  });

  it('uses only the newest upload for a purpose', () => {
    const again = [
      { kind: 'business-licence', subject: 'organizer', state: 'refused', findings: [] },
      ...enterprise.documents,
    ] as const;

    expect(idsAndFields(preCheck({ ...enterprise, documents: again }))).toEqual([]);
  });

  it('says of no registry that was not asked that it can’t be queried now', () => {
    const atHand = { ...enterprise, facts: {}, organizerRecord: NOT_ASKED };
    const unavailable = change(atHand, {
      organizerRecord: { known: false },
      facts: {
        w1: {
          domain: { known: false },
          domainRecord: { known: false },
          cloudService: { known: false },
          isOpen: { known: false },
        },
      },
    });

    expect(idsAndFields(preCheck(atHand))).toEqual([]);
    expect(preCheck(unavailable).map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(['FT-90', 'FT-91', 'DM-91', 'CS-91', 'DM-93']),
    );
  });

  it.each([
    ['first', 'warn', 'warn'],
    ['new-website', 'block', 'warn'],
    ['new-access', 'block', 'block'],
  ] as const)(
    'of a %s without an answer about what is filed: its organizer is a %s, its domain a %s',
    (filingType, ofOrganizer, ofDomain) => {
      const unknown = change(enterprise, {
        filingType,
        organizerRecord: { known: false },
        'facts.w1.domainRecord': { known: false },
      });
      const severityOf = (id: string) => preCheck(unknown).find(({ ruleId }) => ruleId === id)?.severity;

      expect([severityOf('FT-90'), severityOf('FT-91')]).toEqual([ofOrganizer, ofDomain]);
    },
  );

  it('says once that nobody has confirmed how people are reached, however many roles they have', () => {
    const [website] = enterprise.contents.websites;
    const { principal } = enterprise.contents;
    const unreached = change(enterprise, {
      reached: [],
      'contents.principal.emergencyPhone': '13722207777',
      'contents.websites': ['w1', 'w2', 'w3'].map((id) => ({
        ...website,
        id,
        domain: `${id}.com`,
        siteOwner: { ...principal, emergencyPhone: '13722207777' },
      })),
    });

    const said = preCheck(unreached).filter(({ ruleId }) => ruleId.startsWith('CT-'));

    expect(said.map(({ ruleId, field, message }) => [ruleId, field, message])).toEqual([
      [
        'CT-90',
        'principal.mobile',
        '手机号码、应急联系电话、电子邮箱还没有用验证码确认。审核人员联系不上会退回备案，建议先确认。',
      ],
    ]);
  });

  it('has findings for each website', () => {
    const [website] = enterprise.contents.websites;
    const second = { ...website, id: 'w2', domain: 'example.io' };
    const findings = preCheck(change(enterprise, { 'contents.websites': [website, second] }));

    expect(idsAndFields(findings)).toContainEqual(['DM-03', 'websites.1.domain']);
    expect(idsAndFields(findings)).toContainEqual(['MT-14', 'websites.1.liveness']);
    expect(idsAndFields(findings)).not.toContainEqual(['DM-03', 'websites.0.domain']);
  });
});

describe('values in the forms and on the certificates', () => {
  const findingsWith = (changes: Changes) =>
    preCheck(change(enterprise, changes)).map(({ ruleId, severity, field }) => [ruleId, severity, field]);

  it('that differ must be confirmed, but do not block', () => {
    const findings = findingsWith({ 'contents.principal.idValidFrom': '2016-05-11' });

    expect(findings).toContainEqual(['FD-18', 'confirm', 'principal.idValidFrom']);
    expect(findings.filter(([, severity]) => severity === 'block')).toEqual([]);
  });

  it('are the same with other brackets, widths and character codes', () => {
    const findings = findingsWith({
      'contents.organizer.name': '深圳市星河（样例）科技有限公司',
      'documents.0.fields.name.text': '深圳市星河(样例) 科技有限公司',
      'facts.w1.domain.value.ownerName': '深圳市星河（样例）科技有限公司',
    });

    expect(findings).toEqual([]);
  });

  it('are only to be confirmed if the reading is not sure', () => {
    expect(findingsWith({ 'documents.2.fields.name': { text: '陈星元', confidence: 0.5 } })).toEqual([
      ['FD-98', 'confirm', 'principal.name'],
    ]);
  });
});

describe('findings beside a form', () => {
  const wrong = change(enterprise, {
    'contents.organizer.address.detail': '样例大厦',
    'contents.principal.mobile': '123',
    'contents.websites.0.details.name': '星河',
    'contents.websites.0.siteOwner.email': 'nobody',
    documents: [],
    liveness: {},
    facts: {},
  });

  it.each([
    ['organizer', [['FD-20', 'organizer.address.detail']]],
    ['principal', [['FD-24', 'principal.mobile']]],
    [
      'websites.0',
      [
        ['FD-33', 'websites.0.siteOwner.email'],
        ['FD-40', 'websites.0.details.name'],
      ],
    ],
    ['websites.1', []],
  ] as const)('of %s are only its own, without documents and outside facts', (section, expected) => {
    expect(idsAndFields(sectionFindings(wrong, section))).toEqual(expected);
  });

  it('say what is wrong with an ID number, of whichever person', () => {
    const mistyped = change(enterprise, {
      'contents.principal.idNumber': '440305198506129970',
      'contents.websites.0.siteOwner.idNumber': idNumber('44030519970230998'),
      documents: [],
    });

    expect(idsAndFields(sectionFindings(mistyped, 'principal'))).toEqual([['FD-08', 'principal.idNumber']]);
    expect(sectionFindings(mistyped, 'websites.0').map(({ field, message }) => [field, message])).toEqual([
      ['websites.0.siteOwner.idNumber', '身份证号码中的出生日期不正确，请核对。'],
    ]);
  });

  it('of the organizer say what to look at in another number, in a change alone', () => {
    const elsewhere = { 'contents.eligibility.certificateNumber': '91350200MAYH3K726C' };
    const changed = {
      ...elsewhere,
      filingType: 'change',
      'contents.before': { certificateNumber: '91440300MAYH3K7264', websites: [] },
      documents: [],
    };

    expect(idsAndFields(sectionFindings(change(enterprise, changed), 'organizer'))).toEqual([
      ['FD-05', 'eligibility.certificateNumber'],
    ]);
    expect(idsAndFields(sectionFindings(change(enterprise, elsewhere), 'organizer'))).toEqual([]);
  });

  it('of an empty field are only that it is empty', () => {
    const blank = change(enterprise, { 'contents.principal.email': '' });

    expect(sectionFindings(blank, 'principal').map(({ message }) => message)).toEqual(['请填写电子邮箱。']);
  });
});

describe('materials needed', () => {
  it('of an enterprise whose site owner is another person', () => {
    expect(materialsNeeded(enterprise).map(({ kind, subject }) => `${kind} of ${subject}`)).toEqual([
      'business-licence of organizer',
      'commitment-letter of organizer',
      'id-front of principal',
      'id-back of principal',
      'id-front of website:w1',
      'id-back of website:w1',
      'handheld-photo of website:w1',
    ]);
  });

  it('of an individual whose ID card and domain are from elsewhere', () => {
    const outsider = change(individual, {
      'documents.1.fields.address.text': '湖南省长沙市岳麓区样例路1号',
      'facts.w1.domain.value.source': 'registry',
    });

    expect(materialsNeeded(outsider)).toEqual([
      {
        kind: 'commitment-letter',
        subject: 'organizer',
        reason: '广东省备案须提供网站备案承诺书，由本人手写签名和日期，并按手印。请勿上传网站真实性核验单。',
      },
      { kind: 'id-front', subject: 'principal', reason: '须提供本人身份证人像面。' },
      { kind: 'id-back', subject: 'principal', reason: '须提供本人身份证国徽面。' },
      {
        kind: 'residence-proof',
        subject: 'principal',
        reason: '身份证地址不在广东省，须提供居住证、暂住证、社保证明或房产证之一。',
      },
      { kind: 'handheld-photo', subject: 'website:w1', reason: '须提供本人手持身份证的照片。' },
      {
        kind: 'domain-certificate',
        subject: 'website:w1',
        reason: '域名不在本平台注册，须提供域名实名认证信息截图。',
      },
    ]);
  });

  it.each(PROVINCES.map(({ name, code }) => [name, code]))('include each material once in %s', (_, region) => {
    const young = {
      'contents.principal.idNumber': idNumber('44030520090101999'),
      'contents.websites.0.siteOwner': { ...enterprise.contents.principal, idNumber: idNumber('44030520090202999') },
    };
    const wanting = {
      'contents.principal.isLegalRepresentative': false,
      'facts.w1.domain.value.source': 'registry',
      'contents.websites.0.details.preApprovals': [{ kind: 'NEWS', number: '样例1号' }],
    };
    const filings = [enterprise, individual].flatMap((base) =>
      [{}, young, wanting, { ...young, ...wanting }].map((changes) =>
        change(base, { ...changes, 'contents.eligibility.region': region }),
      ),
    );

    const lists = filings.map((filing) => materialsNeeded(filing).map(({ kind, subject }) => `${kind} ${subject}`));

    expect(lists.filter((keys) => new Set(keys).size < keys.length)).toEqual([]);
    expect(lists.every((keys) => keys.length >= 4)).toBe(true);
    expect(filings.flatMap(materialsNeeded).filter(({ reason }) => !/^.{5,50}。$/u.test(reason))).toEqual([]);
  });
});

describe('the rules of a province can be satisfied together', () => {
  const unread = (kind: DocumentKind, subject: DocumentSubject): CaseDocument => ({
    kind,
    subject,
    state: 'ready',
    findings: [],
  });
  const unitPapers = [
    unread('business-licence', 'organizer'),
    ...enterprise.documents.slice(1),
    unread('authorization-letter', 'website:w1'),
  ];
  const nankai = { province: '120000', city: '120100', district: '120104', detail: '样例路1号' };

  it('in 天津, by an enterprise', () => {
    const filing = change(enterprise, {
      'contents.eligibility.region': '120000',
      'contents.eligibility.certificateNumber': '91120000MAYH3K7268',
      'contents.organizer.certificateAddress': '天津市南开区样例路1号',
      'contents.organizer.address': nankai,
      'contents.organizer.remark': '应急联系电话手机号使用人为星河公司员工张三',
      'contents.principal.mobile': '13000120000',
      'contents.principal.emergencyPhone': '022-86001234',
      'contents.principal.officePhone': '022-86001200',
      'contents.websites.0.siteOwner.officePhone': '022-86001201',
      'contents.websites.0.siteOwner.mobile': '13000120001',
      documents: unitPapers,
    });

    expect(idsAndFields(preCheck(filing))).toEqual([]);
  });

  it('in 天津, by an individual', () => {
    const statement =
      '本网站是个人网站，不含有企业、单位等非个人网站的信息，若在核实中发现网站中含有企业、单位等信息，' +
      '本人愿接受以虚假信息进行备案，注销网站，并将主体和域名加入黑名单的处罚。';

    const filing = change(individual, {
      'contents.eligibility.region': '120000',
      'contents.organizer.address': nankai,
      'contents.organizer.remark': '联系方式2中手机号使用人为张三，与网站主办者关系为父女',
      'contents.principal.mobile': '13000120000',
      'contents.websites.0.details.remark': `记录读书与徒步的心得。${statement}`,
    });

    expect(idsAndFields(preCheck(filing))).toEqual([]);
  });

  it('in 福建, by an enterprise', () => {
    const filing = change(enterprise, {
      'contents.eligibility.region': '350000',
      'contents.eligibility.certificateNumber': '91350200MAYH3K726C',
      'contents.organizer.certificateAddress': '厦门市思明区样例路1号',
      'contents.organizer.address': { province: '350000', city: '350200', district: '350203', detail: '样例路1号' },
      'contents.principal.officePhone': '0592-8600123',
      'contents.websites.0.siteOwner.officePhone': '0592-8600124',
      documents: unitPapers,
    });

    expect(idsAndFields(preCheck(filing))).toEqual([]);
  });

  it('in 福建, by an individual from elsewhere', () => {
    const filing = change(individual, {
      'contents.eligibility.region': '350000',
      documents: [...individual.documents, unread('residence-proof', 'principal')],
    });

    expect(idsAndFields(preCheck(filing))).toEqual([]);
  });
});
