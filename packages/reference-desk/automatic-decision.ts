import type { DeskFiling, Verdict } from './filing-numbers.ts';

/** A decision about the current round. An approved filing gets its numbers from the desk unless they are here. */
export type Decision = Pick<Verdict, 'kind'> & Partial<Pick<Verdict, 'flagged' | 'amendments' | 'numbers'>>;

/** What follows a verdict when nobody objects. Nothing follows the others. */
const FOLLOWS: Readonly<{ [kind: string]: string }> = {
  accepted: 'sms-waiting',
  queued: 'sms-waiting',
  'sms-timed-out': 'sms-waiting',
  'sms-waiting': 'sms-done',
  'sms-done': 'approved',
  'authority-accepted': 'approved',
};

/** Words in a website's remark, and the verdict that they cause once, in the place of another. */
const WISHES = [
  { words: '请退回', instead: 'accepted', kind: 'returned' },
  { words: '请不予受理', instead: 'accepted', kind: 'declined' },
  { words: '请短信超时', instead: 'sms-done', kind: 'sms-timed-out' },
  { words: '请短信失败', instead: 'sms-done', kind: 'sms-failed' },
  { words: '请管局退回', instead: 'approved', kind: 'authority-returned' },
];
const OBJECTION = {
  reason: '网站备注没有说明网站的具体内容和用途。',
  suggestion: '请写明网站主要展示什么内容、面向哪些访客，并删去无关文字。',
};
/** A website is accepted without these words in its remark, as an amendment. */
const TO_AMEND = '请更正';

/** The next decision of somebody who objects to what a remark asks for alone; undefined when nothing is left to decide. */
export function automaticDecision(filing: DeskFiling): Decision | undefined {
  const { submission, verdicts, withdrawnRound } = filing;
  if (!submission || withdrawnRound >= submission.round) return undefined;
  const last = verdicts.findLast(({ round }) => round === submission.round);
  // A filing that ends something may come without an initial review.
  const first = submission.data.initialReview === false ? 'sms-waiting' : 'accepted';
  const kind = last ? FOLLOWS[last.kind] : first;
  if (kind === undefined) return undefined;
  const texts = submission.data.websites.map(({ details }) => String(details?.remark ?? ''));
  const withWords = (words: string) =>
    texts.flatMap((before, index) =>
      before.includes(words) ? [{ field: `websites.${index}.details.remark`, before }] : [],
    );
  const wasGiven = (wished: string) => verdicts.some((verdict) => verdict.kind === wished);
  const wish = WISHES.find((each) => each.instead === kind && !wasGiven(each.kind) && withWords(each.words)[0]);
  if (wish?.kind === 'sms-timed-out') return { kind: wish.kind };
  if (wish) return { kind: wish.kind, flagged: withWords(wish.words).map(({ field }) => ({ field, ...OBJECTION })) };
  const amendments = (kind === 'accepted' ? withWords(TO_AMEND) : []).flatMap(({ field, before }) => {
    const after = before.replaceAll(TO_AMEND, '').trim();
    return after === '' ? [] : [{ field, before, after, reason: '删去与网站无关的文字。' }];
  });
  return { kind, ...(amendments.length > 0 && { amendments }) };
}
