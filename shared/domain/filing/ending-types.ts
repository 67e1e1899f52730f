import type { Filing } from './filing.ts';
import type { FilingType } from './filing-types.ts';
import { isEditable } from './machine.ts';

/** The filings that end something. */
export const ENDING_TYPES = ['end-access', 'cancel-website', 'cancel-organizer'] as const satisfies FilingType[];
export type EndingType = (typeof ENDING_TYPES)[number];

export const isEnding = (type: FilingType): type is EndingType => (ENDING_TYPES as readonly string[]).includes(type);

/** Whether there is something to fill in or to mend. An ending that comes back is given up, and filed anew. */
export const mayBeFilledIn = ({ filingType, state }: Pick<Filing, 'filingType' | 'state'>): boolean =>
  isEditable(state) && !isEnding(filingType);

/** Why somebody ends something (FT-45). The authority's own codes are not public. */
export const ENDING_REASONS = {
  'not-run': '网站不再使用',
  moved: '更换接入服务商',
  'organizer-ends': '主体注销或不再使用网站',
  'filed-wrongly': '备案信息有误，需要重新备案',
  other: '其他原因',
} as const;
export type EndingReason = keyof typeof ENDING_REASONS;
