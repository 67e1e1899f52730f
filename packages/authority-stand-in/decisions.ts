import type { BookedAnswer, BookedSubmission } from './book.ts';

/** What the authority says of a submission, in its own words where it returns one. */
export interface Decision {
  readonly kind: BookedAnswer['kind'];
  readonly words?: string;
  /** Of `approved`; given by default. */
  readonly numbers?: BookedAnswer['numbers'];
}

/** Texts in a website's remark, and what they bring about once, to show it. */
const WISHES: readonly { readonly words: string; readonly instead: string; readonly decision: Decision }[] = [
  { words: '请短信超时', instead: 'sms-verified', decision: { kind: 'sms-timed-out' } },
  {
    words: '请短信失败',
    instead: 'sms-verified',
    decision: { kind: 'sms-failed', words: '证件号码五次输入有误，请核对负责人证件号码。' },
  },
  {
    words: '请管局退回',
    instead: 'approved',
    decision: { kind: 'returned', words: '网站备注没有说明网站的具体内容和用途；请按要求填写备注。' },
  },
];

const WITHOUT_SMS = ['end-access'];
const USUAL: Readonly<Record<string, Decision['kind']>> = {
  '': 'sms-started',
  'sms-started': 'sms-verified',
  'sms-verified': 'approved',
  accepted: 'approved',
};

/**
 * The next decision of an authority that objects to nothing, except when a remark asks for it. Undefined when nothing is
 * left to decide.
 *
 * @param last kind of the last answer; '' for none.
 * @param granted wishes that have come true.
 */
export function nextDecision(
  { filingType, websites, isTakenBack }: BookedSubmission,
  last: string,
  granted: readonly string[],
): { readonly decision: Decision; readonly wish?: string } | undefined {
  const kind = last === '' && WITHOUT_SMS.includes(filingType) ? 'approved' : USUAL[last];
  if (isTakenBack || !kind) return undefined;
  for (const { words, instead, decision } of WISHES) {
    const asked = websites.find(({ remark }) => remark.includes(words));
    const wish = asked && `${words} ${asked.domain}`;
    if (wish && instead === kind && !granted.includes(wish)) return { decision, wish };
  }
  return { decision: { kind } };
}
