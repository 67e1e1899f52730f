import { describe, expect, it } from 'vitest';
import { isEnded, type SubmissionView, standingOf } from './authority.ts';

const submission = (more: Partial<SubmissionView>) =>
  ({ state: 'sent', stage: 'reviewing', isTakenBack: false, pending: [], ...more }) as SubmissionView;

describe('a submission of which an answer was dropped', () => {
  it('says where it stands, and why the answer brought nothing about', () => {
    expect(standingOf(submission({ failure: 'answer-dropped' }))).toEqual({
      text: '管局审核中；有一个录入的结果接不上前面的，没有生效，请核对后重新录入',
      tone: 'no',
    });
  });

  it('is at its end when nothing can come any more; one whose verdict is refused is not', () => {
    expect(isEnded(submission({ stage: 'approved', failure: 'answer-dropped' }))).toBe(true);
    expect(isEnded(submission({ stage: 'approved', failure: 'verdict-refused' }))).toBe(false);
    expect(isEnded(submission({ failure: 'answer-dropped' }))).toBe(false);
  });
});
