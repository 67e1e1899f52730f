/** 整改通知, and a task of verification (核查). Source: initial-review, section 6, XGTZ, HCJG and HSRW. */
export const NOTICE_KINDS = ['notice', 'inspection'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What is reported back about a notice. */
export const NOTICE_RESULTS = ['rectified', 'not-rectified'] as const;
export type NoticeResult = (typeof NOTICE_RESULTS)[number];

/** For staff. */
export const NOTICE_RESULT_LABELS: Readonly<Record<NoticeResult, string>> = {
  rectified: '已整改',
  'not-rectified': '未整改',
};

/** Where a notice is. `told`: its organizer is being told · `open`, `answered`, `closed`: as the record has it. */
export const NOTICE_STATES = ['told', 'open', 'answered', 'closed'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** What can be reported now, each thing once. */
export const possibleResults = (reported: NoticeResult | undefined): readonly NoticeResult[] =>
  NOTICE_RESULTS.filter((result) => result !== reported);

/** Whether nothing more comes of a notice. What is not mended may be mended later, and is reported once more. */
export const endsNotice = (result: NoticeResult): boolean => result === 'rectified';

/** 主体备案号 of a number: a website's continues the organizer's. */
export const organizerNumberOf = (number: string): string => /^(.*号)-\d+[A-Z]?$/.exec(number)?.[1] ?? number;
