/**
 * The 31 provinces with the requirements of their authorities that rules use.
 *
 * Sources: Tencent Cloud 各省管局要求, 2019-12-27 and 2021-22 revisions; Huawei Cloud 备案管局咨询, 2025-12-31 to 2026-07-02. Where
 * editions disagree the newest counts, with these exceptions: 天津 accepts nobody under 18 (2019, 2026; the 2022 revision
 * accepted 16 with a guardian); 福建 requires the unit itself as the owner of a domain (2019, 2022; 2026 accepts the
 * legal representative too). Province rules change by notice: confirm with the authority before opening a province.
 */
export interface Province {
  /** GB/T 2260. */
  readonly code: string;
  readonly name: string;
  /** The name in everyday use, e.g. `广东`. */
  readonly short: string;
  /** The first character of filing numbers. */
  readonly mark: string;
  /** Working days in which the authority decides. */
  readonly reviewWorkdays: number;
  /** Whether an organizer without live websites may add one without a new first filing (FT-15). */
  readonly emptyShellMayAdd: boolean;
  /** The number in the page footer. */
  readonly footerNumber: 'organizer' | 'website';
  /** Whether an individual adds a fingerprint to their signature of the commitment letter (PV-GD-06). */
  readonly fingerprint: boolean;
  /** A domain must be valid for more than this many months; 0: not expired. */
  readonly domainMonths: number;
  /** Who may be the principal of an enterprise: only its legal representative, others with a letter, or anybody. */
  readonly principal: 'legal-representative' | 'letter' | 'free';
  readonly domainOwner: 'unit' | 'unit-or-legal-representative';
  /** Minimum age of the principal and site owners of an enterprise, in full years; undefined: not stated. */
  readonly enterpriseAge: number | undefined;
  /** Minimum age of an individual. */
  readonly individualAge: number | undefined;
  /** Individuals whose ID card is from another province. */
  readonly outsiders: 'allowed' | 'proof' | 'local-phone' | 'refused';
  /**
   * Whether a change may put another unit in the place of the filed one. Off all the same unless the operator switches it on
   * (FT-33): the newest editions call it impossible nearly everywhere.
   */
  readonly unitMayBeReplaced: boolean;
}

/** The usual requirements; the table has the exceptions. */
const USUAL = {
  reviewWorkdays: 20,
  emptyShellMayAdd: false,
  footerNumber: 'website',
  fingerprint: false,
  domainMonths: 0,
  principal: 'legal-representative',
  domainOwner: 'unit-or-legal-representative',
  enterpriseAge: 18,
  individualAge: 18,
  outsiders: 'allowed',
  unitMayBeReplaced: false,
} as const;

const province = (
  code: string,
  name: string,
  short: string,
  mark: string,
  differs: Partial<Province> = {},
): Province => ({ code, name, short, mark, ...USUAL, ...differs });

export const PROVINCES: readonly Province[] = [
  province('110000', '北京市', '北京', '京', { emptyShellMayAdd: true, domainMonths: 3, principal: 'free' }),
  province('120000', '天津市', '天津', '津', { emptyShellMayAdd: true, domainMonths: 3 }),
  province('130000', '河北省', '河北', '冀', { domainMonths: 3, outsiders: 'local-phone', unitMayBeReplaced: true }),
  province('140000', '山西省', '山西', '晋', {
    emptyShellMayAdd: true,
    domainMonths: 3,
    outsiders: 'refused',
    unitMayBeReplaced: true,
  }),
  province('150000', '内蒙古自治区', '内蒙古', '蒙', { domainMonths: 3, outsiders: 'refused' }),
  province('210000', '辽宁省', '辽宁', '辽', { emptyShellMayAdd: true, principal: 'free' }),
  province('220000', '吉林省', '吉林', '吉', { domainMonths: 1, principal: 'letter', outsiders: 'proof' }),
  province('230000', '黑龙江省', '黑龙江', '黑', { principal: 'letter', outsiders: 'refused' }),
  province('310000', '上海市', '上海', '沪', { emptyShellMayAdd: true, domainMonths: 3, outsiders: 'proof' }),
  province('320000', '江苏省', '江苏', '苏', {
    emptyShellMayAdd: true,
    domainMonths: 3,
    principal: 'free',
    individualAge: 16,
    outsiders: 'proof',
  }),
  province('330000', '浙江省', '浙江', '浙', {
    emptyShellMayAdd: true,
    reviewWorkdays: 30,
    domainMonths: 3,
    outsiders: 'proof',
  }),
  province('340000', '安徽省', '安徽', '皖', {
    domainMonths: 3,
    principal: 'letter',
    individualAge: 16,
    outsiders: 'proof',
  }),
  province('350000', '福建省', '福建', '闽', { domainOwner: 'unit', individualAge: 16, outsiders: 'proof' }),
  province('360000', '江西省', '江西', '赣', { individualAge: 16, outsiders: 'proof' }),
  province('370000', '山东省', '山东', '鲁', { individualAge: 17, outsiders: 'proof' }),
  province('410000', '河南省', '河南', '豫', { domainMonths: 3, domainOwner: 'unit', outsiders: 'refused' }),
  province('420000', '湖北省', '湖北', '鄂', { outsiders: 'proof' }),
  province('430000', '湖南省', '湖南', '湘', { domainOwner: 'unit', unitMayBeReplaced: true }),
  province('440000', '广东省', '广东', '粤', {
    footerNumber: 'organizer',
    fingerprint: true,
    enterpriseAge: 16,
    individualAge: 16,
    outsiders: 'proof',
    unitMayBeReplaced: true,
  }),
  province('450000', '广西壮族自治区', '广西', '桂', { emptyShellMayAdd: true, outsiders: 'refused' }),
  province('460000', '海南省', '海南', '琼', { principal: 'free', enterpriseAge: 16, individualAge: 16 }),
  province('500000', '重庆市', '重庆', '渝', {
    domainOwner: 'unit',
    enterpriseAge: undefined,
    individualAge: 16,
    outsiders: 'refused',
    unitMayBeReplaced: true,
  }),
  province('510000', '四川省', '四川', '蜀', {
    emptyShellMayAdd: true,
    principal: 'letter',
    individualAge: 16,
    outsiders: 'proof',
  }),
  province('520000', '贵州省', '贵州', '黔', { emptyShellMayAdd: true, domainMonths: 3, outsiders: 'proof' }),
  province('530000', '云南省', '云南', '滇', {
    emptyShellMayAdd: true,
    enterpriseAge: 16,
    individualAge: 16,
    outsiders: 'proof',
  }),
  province('540000', '西藏自治区', '西藏', '藏', { domainOwner: 'unit' }),
  province('610000', '陕西省', '陕西', '陕'),
  province('620000', '甘肃省', '甘肃', '陇', {
    domainMonths: 3,
    principal: 'letter',
    enterpriseAge: undefined,
    individualAge: undefined,
    outsiders: 'refused',
  }),
  province('630000', '青海省', '青海', '青', { domainOwner: 'unit', outsiders: 'refused', unitMayBeReplaced: true }),
  province('640000', '宁夏回族自治区', '宁夏', '宁', { domainOwner: 'unit', outsiders: 'proof' }),
  province('650000', '新疆维吾尔自治区', '新疆', '新', {
    domainOwner: 'unit',
    outsiders: 'refused',
    unitMayBeReplaced: true,
  }),
];

/**
 * Whether a change may put another unit in the place of the filed one: the province's authority says so, and the operator
 * has switched it on. @param switchedOn codes of provinces
 */
export const isReplaceableIn = (code: string, switchedOn: readonly string[]): boolean =>
  switchedOn.includes(code) && PROVINCES.some((province) => province.code === code && province.unitMayBeReplaced);

/** Provinces in which an ID card must be valid for three more months (FD-16), by GB/T 2260 code: 上海, 河南, 浙江. */
export const PROVINCES_WANTING_THREE_MONTHS: readonly string[] = ['310000', '410000', '330000'];

/**
 * Provinces in which an organizer whose record has an old certificate number changes the record first, by GB/T 2260 code
 * (FT-49): 河北, 内蒙古, 江西, 河南, 湖南, 重庆, 四川, 甘肃, 青海, 新疆. Nothing is known of 宁夏.
 */
export const PROVINCES_WANTING_CHANGE_FIRST: readonly string[] = [
  '130000',
  '150000',
  '360000',
  '410000',
  '430000',
  '500000',
  '510000',
  '620000',
  '630000',
  '650000',
];

/**
 * Provinces whose authorities' editions speak of a mobile number as an office phone: 天津, 重庆, 甘肃. Elsewhere an
 * individual's is a landline too (PN-96); an enterprise's always is (FD-29).
 */
export const PROVINCES_WITH_OFFICE_MOBILES: readonly string[] = ['120000', '500000', '620000'];

/** The province of a GB/T 2260 code of any level; undefined for Hong Kong, Macao, Taiwan and unknown codes. */
export const provinceOf = (code: string): Province | undefined =>
  PROVINCES.find((province) => province.code.slice(0, 2) === code.slice(0, 2));

/** The number that a website's province wants in its footer (PV-GD-17). @param region GB/T 2260 code of any level */
export const footerNumber = (region: string, organizerNumber: string, websiteNumber: string): string =>
  provinceOf(region)?.footerNumber === 'organizer' ? organizerNumber : websiteNumber;
