import type { FilingState } from '../../shared/domain/filing/machine.ts';

/** What happens to a filing, and where it ends. */
export interface Plot {
  readonly end: Extract<FilingState, 'approved' | 'abandoned' | 'expired'>;
  /** What the website's remark asks the desk for; see `packages/review-desk-stand-in/reviewer.ts`. */
  readonly wish?: string;
  /** What the applicant does once: withdraws what he has just submitted, gives a returned filing up, or never comes back. */
  readonly whim?: 'withdraws' | 'abandons' | 'leaves-draft' | 'leaves-returned';
}

const PLAIN: Plot = { end: 'approved' };

/** Ten filings in turn. */
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
