import type { PackedFinding, PackedRepair } from '../../../contracts/review-desk/package.ts';
import { factsOf } from '../../../desk/domain/cases/case.ts';
import type { ReviewPackage } from '../../../desk/domain/cases/package.ts';

/** What a test says of a package; the rest is of a fictional company. */
export interface Contents {
  readonly findings?: readonly PackedFinding[];
  readonly repairs?: readonly PackedRepair[];
  readonly mobile?: string;
  readonly officePhone?: string;
  readonly idNumber?: string;
  readonly organizerName?: string;
  readonly domain?: string;
  readonly certificateNumber?: string;
  readonly remark?: string;
  readonly preApprovals?: readonly { readonly kind: string; readonly number: string }[];
  readonly filingType?: string;
  readonly documents?: ReviewPackage['documents'];
  readonly organizerKind?: 'enterprise' | 'individual';
  readonly evidence?: ReviewPackage['evidence'];
  readonly change?: ReviewPackage['change'];
  readonly ending?: ReviewPackage['ending'];
  readonly numbers?: ReviewPackage['numbers'];
}

export const WEBSITE_ID = '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01';
/** Values of the fictional people, none of which may stand in a reply or a log. */
export const PERSONAL = ['林小满', '440301199003077310', '13800001234', '0755-26001234', 'xiaoman@yunfan.example'];

const [NAME, ID_NUMBER, MOBILE, PHONE, MAIL] = PERSONAL as [string, string, string, string, string];

/** A finding that a person must settle. */
export const toConfirm = (field: string, ruleId = 'FD-90'): PackedFinding => ({
  ruleId,
  severity: 'confirm',
  field,
  message: '请核对这一项。',
});

/** An ending whose phone is lost: papers stand for its code. */
export const endingByPapers = {
  filingType: 'cancel-website',
  ending: { reason: 'not-run', byPapers: true },
  numbers: { organizer: '粤ICP备2026000001号', websites: { [WEBSITE_ID]: '粤ICP备2026000001号-1' } },
  documents: [
    ['licence', 'business-licence', '营业执照', 'organizer'],
    ['card', 'id-front', '身份证人像面', 'principal'],
    ['declaration', 'ending-declaration', '注销或取消接入声明', 'organizer'],
  ].map(([id = '', kind = '', label = '', subject = '']) => ({ id, kind, label, subject, contentType: 'image/jpeg' })),
} satisfies Contents;

/** A package of a fictional company with one website. */
export function contentsOfCase({
  findings = [],
  repairs,
  mobile = MOBILE,
  officePhone = PHONE,
  idNumber = ID_NUMBER,
  organizerName = '深圳云帆样例科技有限公司',
  domain = 'yunfan.example',
  certificateNumber = '91440300MA5FAKE01G',
  remark = '公司产品介绍',
  preApprovals = [],
  filingType = 'first',
  documents = [],
  organizerKind = 'enterprise',
  evidence,
  change,
  ending,
  numbers,
}: Contents) {
  const person = {
    name: NAME,
    certificateType: 'id-card',
    idNumber,
    idValidFrom: '2019-03-11',
    idValidTo: '2039-03-11',
    mobile,
    officePhone,
    emergencyPhone: PHONE,
    email: MAIL,
    isLegalRepresentative: true,
  };
  const isCompany = organizerKind === 'enterprise';
  return {
    filingType,
    eligibility: {
      region: '440000',
      organizerKind,
      certificateNumber: isCompany ? certificateNumber : idNumber,
      domain,
    },
    organizer: {
      name: isCompany ? organizerName : NAME,
      certificateAddress: '深圳市样例路1号',
      address: { province: '440000', city: '440300', district: '440305', detail: '样例路1号2栋301室' },
      ...(isCompany && { legalRepresentative: NAME }),
    },
    principal: person,
    websites: [
      {
        id: WEBSITE_ID,
        domain,
        cloudService: { kind: 'resource', product: 'cvm', region: 'ap-guangzhou', resourceId: 'ins-gz000001' },
        details: {
          name: '云帆样例',
          homeUrl: `www.${domain}`,
          serviceContents: [1],
          languages: ['zh-CN'],
          preApprovals,
          remark,
        },
        ...(isCompany && { siteOwner: person }),
      },
    ],
    documents,
    findings,
    ...(repairs && { repairs }),
    ...(evidence && { evidence }),
    ...(change && { change }),
    ...(ending && { ending }),
    ...(numbers && { numbers }),
  };
}

/** A first round that has come at a time, and of which only its place in the lists matters. */
export const bareRound = (filingId: string, at: Date) => ({
  filingId,
  round: 1,
  contentHash: 'a'.repeat(64),
  packageJson: JSON.stringify(contentsOfCase({})),
  facts: {
    filingType: 'first',
    province: '',
    risk: 0,
    secondView: [],
    summary: { domains: [], organizer: '' },
    keys: factsOf(contentsOfCase({})).keys,
  },
  clock: { limitMs: 1, usedMs: 0, runningSince: at, pausedFor: undefined },
  dueAt: at,
  keptUntil: at,
});
