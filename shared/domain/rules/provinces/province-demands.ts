/**
 * Which provinces (GB/T 2260) a rule elsewhere is about, by what their authorities ask. Each rule names its sources. What many rules
 * need of every province stands in `contracts/data/provinces.ts`.
 */

export const GUANGDONG: readonly string[] = ['440000'];
export const FUJIAN: readonly string[] = ['350000'];
export const TIANJIN: readonly string[] = ['120000'];
/** They have rules of their own, in a file each; the others have the requirements of the table of provinces. */
export const WITH_OWN_RULES = [...GUANGDONG, ...FUJIAN, ...TIANJIN];

export const PROVINCES_WANTING = {
  /** The duplicate of the licence, no domain of another country, and addresses in words: 北京. */
  licenceDuplicate: ['110000'],
  domesticSuffix: ['110000'],
  addressInWords: ['110000'],
  /** At a new name, a proof of the commercial register: 江苏 吉林 广西 辽宁. */
  proofOfNewName: ['320000', '220000', '450000', '210000'],
  /** At another principal, a new letter: 湖南 贵州. */
  letterAtChange: ['430000', '520000'],
  /** At a change, all pictures again: 青海. */
  allPicturesAtChange: ['630000'],
  siteOwnerLetter: ['340000', '360000', '430000', '420000', '510000', '520000', '310000', '500000'],
  /** At 16 and 17, a proof of work or income. */
  incomeProof: ['320000', '500000', '530000'],
  individualDomainCertificate: ['430000', '320000', '500000', '520000', '150000'],
  partyConfirmation: ['540000', '650000'],
  promiseVideo: ['320000'],
  /** The emergency number is another one than the mobile number. */
  twoNumbers: ['210000', '220000', '110000', '420000', '410000', '230000', '320000'],
  ownMailboxes: ['110000', '220000'],
  /** 天津 wants the same by its own rule, PV-TJ-07. */
  emergencyMobileExplained: ['620000', '500000'],
  /** From individuals, 博客/个人空间 alone: 黑龙江. */
  blogAlone: ['230000'],
  /** From individuals, 其他 and no blog. */
  noBlog: ['330000', '410000', '430000', '520000'],
  otherContentsExplained: ['410000', '150000', '450000', '500000'],
  longRemarks: ['150000', '230000'],
  exactNames: ['520000', '110000', '410000'],
  /** Names of three Chinese characters: 四川. 天津 wants the same by its own rule, PV-TJ-10. */
  threeHan: ['510000'],
  /** Only recommended: 吉林. */
  domainMonthsRecommended: ['220000'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** From how many websites of an organizer on a plan is required: 上海, 江苏, 湖南, 重庆. */
export const PLAN_FROM: Readonly<Record<string, number>> = { '310000': 30, '320000': 30, '430000': 2, '500000': 35 };
