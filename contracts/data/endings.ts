/** The filings that end something. */
export const ENDING_TYPES = ['end-access', 'cancel-website', 'cancel-organizer'] as const;
export type EndingType = (typeof ENDING_TYPES)[number];

/** Whether a filing of this type ends something: nothing in it is mended. */
export const endsSomething = (filingType: string): filingType is EndingType =>
  (ENDING_TYPES as readonly string[]).includes(filingType);

/** Why somebody ends something (FT-45). The authority's own codes are not public. */
export const ENDING_REASONS = {
  'not-run': '网站不再使用',
  moved: '更换接入服务商',
  'organizer-ends': '主体注销或不再使用网站',
  'other-province': '主体迁到外省，要在那里重新备案',
  'filed-wrongly': '备案信息有误，需要重新备案',
  other: '其他原因',
} as const;
export type EndingReason = keyof typeof ENDING_REASONS;
