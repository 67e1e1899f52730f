import type { FilingState } from '../../shared/domain/filing/machine.ts';

/** The course of a filing, and its final state. */
export interface Plot {
  readonly end: Extract<FilingState, 'approved' | 'abandoned' | 'expired'>;
  /** What the website's remark tells the desk to do; see `packages/review-desk-stand-in/reviewer.ts`. */
  readonly wish?: string;
  /** What the applicant does once: withdraws the submission, abandons a returned filing, or never comes back. */
  readonly whim?: 'withdraws' | 'abandons' | 'leaves-draft' | 'leaves-returned';
}

const PLAIN: Plot = { end: 'approved' };

/** Ten plots, assigned in turn. */
const PLOTS: readonly Plot[] = [
  PLAIN,
  { end: 'approved', wish: '请退回' },
  { end: 'approved', wish: '请短信超时' },
  { end: 'approved', whim: 'withdraws' },
  { end: 'approved', wish: '请短信失败' },
  PLAIN,
  { end: 'approved', wish: '请管局退回' },
  { end: 'expired', whim: 'leaves-draft' },
  { end: 'abandoned', wish: '请退回', whim: 'abandons' },
  { end: 'expired', wish: '请退回', whim: 'leaves-returned' },
];

export const plotOf = (index: number): Plot => PLOTS[index % PLOTS.length] ?? PLAIN;
