/** 整改通知, and a task of verification (核查). Source: initial-review, section 6, XGTZ, HCJG and HSRW. */
export const NOTICE_KINDS = ['notice', 'inspection'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What is reported back about a notice. */
export const NOTICE_RESULTS = ['rectified', 'not-rectified', 'not-ours'] as const;
export type NoticeResult = (typeof NOTICE_RESULTS)[number];

/** For staff. */
export const NOTICE_RESULT_LABELS: Readonly<Record<NoticeResult, string>> = {
  rectified: '已整改',
  'not-rectified': '未整改',
  'not-ours': '不由我们接入',
};

/**
 * Where a notice is at the desk. `unknown-record`: no record has its number · `to-tell`: the organizer doesn't know of it ·
 * `told`: they are being told · `open`, `answered`, `closed`: as the record has it.
 */
export const NOTICE_STATES = ['unknown-record', 'to-tell', 'told', 'open', 'answered', 'closed'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** What can be reported now, each thing once. What an organizer was told of is theirs, and so ours. */
export function possibleResults(state: NoticeState, reported: NoticeResult | undefined): readonly NoticeResult[] {
  if (state === 'unknown-record') return ['not-ours'];
  const results = NOTICE_RESULTS.filter((one) => one !== 'not-ours' || state === 'to-tell');
  return results.filter((one) => one !== reported);
}

/** Whether nothing more comes of a notice. What is not mended may be mended later, and is reported once more. */
export const endsNotice = (result: NoticeResult): boolean => result !== 'not-rectified';

/** 主体备案号 of a number: a website's continues the organizer's. */
export const organizerNumberOf = (number: string): string => /^(.*号)-\d+[A-Z]?$/.exec(number)?.[1] ?? number;
