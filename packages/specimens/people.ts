import type { Day, Organizer, Person, WebsiteDetails } from './answers.ts';

/** The print on the two sides of a 居民身份证. */
export interface IdCard {
  readonly name: string;
  readonly sex: '男' | '女';
  /** 民族 without 族, as printed. */
  readonly ethnicity: string;
  readonly birthday: Day;
  readonly address: string;
  readonly idNumber: string;
  /** 签发机关. */
  readonly issuer: string;
  readonly validFrom: Day;
  readonly validTo: Day | 'long-term';
}

/** The print on a 营业执照 of a limited company. */
export interface BusinessLicence {
  readonly creditCode: string;
  readonly name: string;
  readonly type: string;
  readonly legalRepresentative: string;
  readonly scope: string;
  /** 注册资本, in words. */
  readonly capital: string;
  readonly foundedOn: Day;
  readonly address: string;
  /** 登记机关. */
  readonly authority: string;
  readonly issuedOn: Day;
}

interface Filer {
  /** GB/T 2260 code of the province. */
  readonly region: string;
  readonly organizer: Organizer;
  /** Card of the principal, who is also the site owner. */
  readonly idCard: IdCard;
  readonly principal: Person;
  readonly domain: string;
  readonly website: WebsiteDetails;
}

/** A company that files a website. */
export interface EnterpriseSpecimen extends Filer {
  readonly organizerKind: 'enterprise';
  readonly licence: BusinessLicence;
}

/** A person who files a website. */
export interface IndividualSpecimen extends Filer {
  readonly organizerKind: 'individual';
}

/** A filer, with their certificates and their answers for the forms. */
export type Specimen = EnterpriseSpecimen | IndividualSpecimen;

/** The answers about a person: those on their card, and those that only they know. */
const holderOf = (card: IdCard, contact: Pick<Person, 'mobile' | 'officePhone' | 'emergencyPhone' | 'email'>) => ({
  name: card.name,
  certificateType: 'id-card' as const,
  idNumber: card.idNumber,
  idValidFrom: card.validFrom,
  idValidTo: card.validTo,
  ...contact,
});

// These ID numbers were never issued: in 15-digit numbers the sequences 996 to 999 were reserved for people born a
// century earlier, and everyone born before October 1999 got their number in that system.
const zhouJianming: IdCard = {
  name: '周建明',
  sex: '男',
  ethnicity: '汉',
  birthday: '1988-06-15',
  address: '广东省深圳市南山区科苑南路168号样例花园3栋2单元1502房',
  idNumber: '440305198806159974',
  issuer: '深圳市公安局南山分局',
  validFrom: '2019-03-11',
  validTo: '2039-03-11',
};

const liangXiaoqing: IdCard = {
  name: '梁晓晴',
  sex: '女',
  ethnicity: '汉',
  birthday: '1997-04-18',
  address: '广东省广州市天河区体育东路206号样例新村12栋803房',
  idNumber: '440106199704189988',
  issuer: '广州市公安局天河分局',
  validFrom: '2023-03-02',
  validTo: '2033-03-02',
};

const yunfan: BusinessLicence = {
  // As far as we know, no organization code that begins with MAY has been issued yet.
  creditCode: '91440300MAYH3K7264',
  name: '深圳市云帆样例科技有限公司',
  type: '有限责任公司（自然人独资）',
  legalRepresentative: zhouJianming.name,
  scope:
    '一般项目：软件开发；信息技术咨询服务；数据处理和存储支持服务；网络技术服务；广告设计、代理；会议及展览服务；' +
    '电子产品销售；技术进出口。（依法须经批准的项目，经相关部门批准后方可开展经营活动）',
  capital: '伍佰万元整',
  foundedOn: '2019-05-20',
  address: '广东省深圳市南山区科苑南路168号样例大厦A座1203室',
  authority: '深圳市市场监督管理局',
  issuedOn: '2023-08-16',
};

/** A fictional company in 南山区, 深圳, whose legal representative does the filing. */
export const ENTERPRISE: EnterpriseSpecimen = {
  organizerKind: 'enterprise',
  region: '440000',
  licence: yunfan,
  organizer: {
    name: yunfan.name,
    certificateAddress: yunfan.address,
    address: { province: '440000', city: '440300', district: '440305', detail: '科苑南路168号样例大厦A座1203室' },
    legalRepresentative: zhouJianming.name,
  },
  idCard: zhouJianming,
  principal: {
    ...holderOf(zhouJianming, {
      mobile: '13822230017',
      officePhone: '0755-86000018',
      emergencyPhone: '0755-86000017',
      email: 'zhou.jianming@example.com',
    }),
    isLegalRepresentative: true,
  },
  domain: 'yunfan-keji.cn',
  website: {
    name: '云帆样例科技',
    homeUrl: 'www.yunfan-keji.cn',
    // 单位门户网站
    serviceContents: [8],
    languages: ['zh-CN'],
    preApprovals: [],
    remark: '介绍本公司的软件产品与技术服务，不涉及经营性内容和前置审批内容。',
  },
};

/** The name that the company has taken since, in its 更名函. */
export const RENAMED = '深圳市云帆样例信息技术有限公司';

/** The 主体备案号 in declarations; nobody has it. */
export const SAMPLE_NUMBER = '粤ICP备2026999001号';

/** A fictional person in 天河区, 广州, with a blog. */
export const INDIVIDUAL: IndividualSpecimen = {
  organizerKind: 'individual',
  region: '440000',
  organizer: {
    name: liangXiaoqing.name,
    certificateAddress: liangXiaoqing.address,
    address: { province: '440000', city: '440100', district: '440106', detail: '体育东路206号样例新村12栋803房' },
  },
  idCard: liangXiaoqing,
  principal: {
    ...holderOf(liangXiaoqing, {
      mobile: '13822650039',
      officePhone: '020-38000039',
      emergencyPhone: '13509860021',
      email: 'liang.xiaoqing@example.cn',
    }),
    isLegalRepresentative: false,
  },
  domain: 'shanjian-shouji.cn',
  website: {
    name: '山间手记',
    homeUrl: 'www.shanjian-shouji.cn',
    // 博客/个人空间
    serviceContents: [6],
    languages: ['zh-CN'],
    preApprovals: [],
    remark: '记录个人徒步和摄影的心得，仅供个人分享，不提供互动和经营性服务。',
  },
};

/** The eligible server of the sample world. */
export const SAMPLE_SERVER = {
  kind: 'resource',
  product: 'cvm',
  resourceId: 'ins-gz000001',
  region: 'ap-guangzhou',
} as const;
