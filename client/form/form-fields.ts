import {
  certificatePictures,
  PERSON_CERTIFICATES,
  type PersonCertificate,
} from '../../contracts/data/person-certificates.ts';
import { PROVINCES_WITH_OFFICE_MOBILES, type Province, provinceOf } from '../../contracts/data/provinces.ts';
import type { Organizer, OrganizerKind, Person, WebsiteDetails } from '../../shared/domain/filing/filing.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { PRINCIPALS } from '../eligibility/start.ts';

/** How a value is entered. Each front end has one component for each. */
export type Control =
  | 'text'
  | 'long-text'
  | 'phone'
  | 'email'
  | 'day'
  | 'day-or-long-term'
  | 'yes-no'
  | 'choice'
  | 'address'
  | 'service-contents'
  | 'languages'
  | 'pre-approvals';

/** Where a value is read from: the document's kind and the name of its field. */
export interface ReadSource {
  readonly kind: DocumentKind;
  readonly field: string;
}

/** A value of a `choice`, and how people read it. */
export interface Choice {
  readonly code: string;
  readonly name: string;
}

export interface FormField<Key extends string = string> {
  readonly key: Key;
  readonly label: string;
  /** What to write, or where to find it. */
  readonly hint: string;
  /** What the hint adds in a province. */
  readonly hintIn?: (province: Province) => string;
  /** What a good answer looks like; invented. For texts that are typed. */
  readonly sample?: string;
  /** What a person without a company is told instead. */
  readonly forIndividual?: Partial<Pick<FormField, 'sample' | 'hint' | 'hintIn'>>;
  readonly control: Control;
  /** The contract's limit in characters; for texts. */
  readonly maxLength?: number;
  /** Set when the field may stay blank: `omitted` is then left out of the request, `kept` is sent blank. */
  readonly blank?: 'omitted' | 'kept';
  /** Of organizers of this kind provinces want it, though it may be blank: it isn't called optional. */
  readonly wantedOf?: OrganizerKind;
  /** Whether it may stay blank; `fieldsFor` says it for a kind of organizer. */
  readonly isOptional?: boolean;
  /** Only for organizers of this kind. */
  readonly only?: OrganizerKind;
  /** The certificate with this value, by kind of organizer. */
  readonly readFrom?: Partial<Readonly<Record<OrganizerKind, ReadSource>>>;
  /** The values to choose from; of a `choice`, whose first one is preselected. */
  readonly choices?: readonly Choice[];
  /** Token of the HTML attribute `autocomplete`, where there is one. */
  readonly autocomplete?: string;
}

/** 主体信息. */
export const ORGANIZER_FIELDS: readonly FormField<keyof Organizer & string>[] = [
  {
    key: 'name',
    label: '主办者名称',
    sample: '深圳市某某科技有限公司',
    hint: '单位须与营业执照上的名称完全一致；个人填写本人姓名。',
    control: 'text',
    maxLength: 100,
    readFrom: {
      enterprise: { kind: 'business-licence', field: 'name' },
      individual: { kind: 'id-front', field: 'name' },
    },
  },
  {
    key: 'certificateAddress',
    label: '证件住所',
    sample: '某某省某某市某某区某某路1号某某大厦101室',
    hint: '按证件上印刷的地址填写。',
    control: 'text',
    maxLength: 200,
    readFrom: {
      enterprise: { kind: 'business-licence', field: 'address' },
      individual: { kind: 'id-front', field: 'address' },
    },
  },
  {
    key: 'legalRepresentative',
    label: '法人姓名',
    sample: '张三',
    hint: '营业执照上“法定代表人”一栏的姓名；分支机构、个体工商户等填写“负责人”或“经营者”。',
    control: 'text',
    maxLength: 50,
    only: 'enterprise',
    readFrom: { enterprise: { kind: 'business-licence', field: 'legalRepresentative' } },
  },
  { key: 'address', label: '通信地址', hint: '详细地址精确到门牌号，不必重复省、市、区。', control: 'address' },
  {
    key: 'investor',
    label: '投资人或主管单位',
    sample: '某某集团有限公司',
    hint: '出资设立本单位的投资人，或上级主管单位的全称。没有的不填，视为本单位自己。',
    control: 'text',
    maxLength: 100,
    blank: 'omitted',
    only: 'enterprise',
  },
  {
    key: 'remark',
    label: '主体备注',
    sample: '通信地址已为最详细地址',
    hint: '管局要求说明的内容写在这里，没有可不填。',
    control: 'long-text',
    maxLength: 200,
    blank: 'omitted',
  },
];

const ofCard = (kind: 'id-front' | 'id-back', field: string): Pick<FormField, 'readFrom'> => ({
  readFrom: { enterprise: { kind, field }, individual: { kind, field } },
});

/** 主体负责人 and 网站负责人. */
export const PERSON_FIELDS: readonly FormField<keyof Person & string>[] = [
  {
    key: 'name',
    label: '姓名',
    sample: '张三',
    hint: '按证件上的写法填写，生僻字也按证件上的字。',
    control: 'text',
    maxLength: 50,
    autocomplete: 'name',
    ...ofCard('id-front', 'name'),
  },
  {
    key: 'certificateType',
    label: '证件类型',
    hint: '居民身份证以外的证件要逐项手工填写，由审核人员核对。',
    control: 'choice',
    choices: PERSON_CERTIFICATES,
    only: 'enterprise',
  },
  {
    key: 'idNumber',
    label: '证件号码',
    sample: '44030519******0011',
    hint: '上面所选证件上的号码；居民身份证为18位，末位可以是字母 X。',
    control: 'text',
    maxLength: 32,
    ...ofCard('id-front', 'idNumber'),
  },
  {
    key: 'idValidFrom',
    label: '证件有效期起始日',
    hint: '身份证在国徽面“有效期限”的前一个日期。',
    control: 'day',
    ...ofCard('id-back', 'validFrom'),
  },
  {
    key: 'idValidTo',
    label: '证件有效期截止日',
    hint: '身份证在国徽面“有效期限”的后一个日期；写着“长期”的选长期。',
    control: 'day-or-long-term',
    ...ofCard('id-back', 'validTo'),
  },
  {
    key: 'officePhone',
    label: '办公室电话',
    sample: '0755-12345678',
    hint: '座机的“区号-号码”，区号须与通信地址所在城市一致。没有座机，填前台或物业能转到你的。审核人员可能来电，请保持畅通。',
    forIndividual: {
      hint: '座机的“区号-号码”，家里、学校或工作单位能找到你的。审核人员可能来电，请保持畅通。',
      hintIn: ({ code, short }) =>
        PROVINCES_WITH_OFFICE_MOBILES.includes(code) ? `${short}的个人没有座机，可以填另一个手机号码。` : '',
    },
    control: 'phone',
    maxLength: 24,
  },
  {
    key: 'mobile',
    label: '手机号码',
    sample: '138****0000',
    hint: '本人使用的号码，接收管局的短信核验。审核人员可能来电，请保持开机。',
    control: 'phone',
    maxLength: 20,
    autocomplete: 'tel-national',
  },
  {
    key: 'emergencyPhone',
    label: '应急联系电话',
    sample: '家人的手机号码',
    hint: '手机打不通时找本人：另一个手机，或“区号-号码”的座机。',
    control: 'phone',
    maxLength: 24,
  },
  {
    key: 'email',
    label: '电子邮箱',
    sample: 'zhangsan@example.com',
    hint: '备案信息里的联系邮箱，要能正常收信。',
    control: 'email',
    maxLength: 254,
    autocomplete: 'email',
  },
  {
    key: 'isLegalRepresentative',
    label: '是法定代表人',
    hint: '与营业执照上的法定代表人是同一个人时选“是”。',
    hintIn: ({ short, principal }) => `${short}${PRINCIPALS[principal]}。`,
    control: 'yes-no',
    only: 'enterprise',
  },
];

/** 网站信息. */
export const WEBSITE_FIELDS: readonly FormField<keyof WebsiteDetails & string>[] = [
  {
    key: 'name',
    label: '网站名称',
    sample: '云帆样例科技',
    forIndividual: { sample: '山间读书笔记' },
    hint: '三个字以上的中文名称，不能是域名、地名或行业词。',
    control: 'text',
    maxLength: 60,
  },
  {
    key: 'homeUrl',
    label: '首页网址',
    sample: 'www.example.cn',
    hint: '打开网站用的地址，不含 http:// 和后面的路径。',
    control: 'text',
    maxLength: 253,
  },
  {
    key: 'serviceContents',
    label: '服务内容',
    hint: '网站主要提供的服务，最多选 5 项；介绍单位自己的网站选“单位门户网站”。',
    forIndividual: { hint: '网站主要提供的服务，最多选 5 项；写文章、记生活的网站选“博客/个人空间”。' },
    control: 'service-contents',
  },
  { key: 'languages', label: '网站语言', hint: '网站正文使用的语言，一般选“中文简体”。', control: 'languages' },
  {
    key: 'preApprovals',
    label: '前置或专项审批内容类型',
    hint: '网站涉及新闻、出版等内容的，勾选类型并填写主管部门批准文件的编号；没有的选“以上都不涉及”。',
    control: 'pre-approvals',
  },
  {
    key: 'remark',
    label: '网站备注',
    sample: '介绍本公司的产品与服务，不涉及经营性内容。',
    forIndividual: { sample: '记录读书和旅行的个人博客，不涉及经营性内容。' },
    hint: '简要说明网站的内容和用途。',
    control: 'long-text',
    maxLength: 200,
    blank: 'kept',
    wantedOf: 'individual',
  },
];

/** The fields of a form that an organizer of this kind fills in, with the hints of its province. @param region GB/T 2260 code */
export function fieldsFor<Key extends string>(
  fields: readonly FormField<Key>[],
  kind: OrganizerKind,
  region: string,
): readonly FormField<Key>[] {
  const province = provinceOf(region);
  return fields
    .filter(({ only }) => only === undefined || only === kind)
    .map((field) => ({ ...field, ...(kind === 'individual' && field.forIndividual) }))
    .map((field) => ({
      ...field,
      isOptional: field.blank !== undefined && field.wantedOf !== kind,
      ...(field.hintIn && province && { hint: field.hint + field.hintIn(province) }),
    }));
}

/** Whether a certificate of the person is read by machine: only a 居民身份证 is. */
export const isReadByMachine = (source: ReadSource, certificateType: unknown): boolean =>
  source.kind === 'business-licence' || certificateType === undefined || certificateType === 'id-card';

/** The pictures of a person's certificate that a form asks for, by the type chosen in its draft. */
export const picturesFor = (certificateType: unknown): readonly DocumentKind[] =>
  certificatePictures((certificateType ?? 'id-card') as PersonCertificate);

/** Said above the pictures of a form. */
export const CARD_FIRST = '先拍证件，识别出的内容会自动填入下面的表单。';
