import type { FilingState } from '../../shared/domain/filing/machine.ts';

/** What an applicant does once, besides filing. */
export type Whim =
  /** Withdraws the submission. */
  | 'withdraws'
  /** Abandons a returned filing. */
  | 'abandons'
  | 'leaves-draft'
  | 'leaves-returned'
  /** Abandons a filing that is accepted and waits for the authority. */
  | 'gives-up'
  /** Asks for the erasure of the account while the desk has the filing. */
  | 'asks-for-erasure'
  /** Withdraws the consent while a certificate is on its way, and gives it again. */
  | 'withdraws-consent'
  /** Abandons a returned filing, and erases the account. */
  | 'erases-returned'
  /** Abandons a draft while a certificate is on its way, and erases the account. */
  | 'erases-draft'
  /** Abandons a draft, claims a record instead, cancels it, and erases the account. */
  | 'claims';

/**
 * What happens to the record after the approval: its account changes the mailbox, ends its access, or cancels it, first the
 * website and then the organizer that is left; or the authority cancels it, which the desk tells. Or it moves to another account,
 * and whoever has held it erases theirs. In the end whoever cancels and erases has nothing left.
 */
export type Afterwards = 'changes' | 'ends-access' | 'cancels' | 'is-cancelled' | 'cancels-and-erases' | 'moves';

/** The course of a filing, and its final state. */
export interface Plot {
  readonly end: Extract<FilingState, 'approved' | 'abandoned' | 'expired'>;
  /** The final state if the authority is faster. */
  readonly orElse?: FilingState;
  /** What the website's remark tells the desk or the authority to do, once. */
  readonly wish?: string;
  readonly whim?: Whim;
  readonly afterwards?: Afterwards;
}

const PLAIN: Plot = { end: 'approved' };

/** Twenty-one plots, assigned in turn. */
const PLOTS: readonly Plot[] = [
  PLAIN,
  { end: 'approved', wish: '请退回' },
  { end: 'approved', wish: '请短信超时' },
  { end: 'approved', whim: 'withdraws' },
  { end: 'approved', wish: '请短信失败' },
  { end: 'approved', whim: 'asks-for-erasure' },
  { end: 'approved', wish: '请管局退回' },
  { end: 'expired', whim: 'leaves-draft' },
  { end: 'abandoned', wish: '请退回', whim: 'abandons' },
  { end: 'expired', wish: '请退回', whim: 'leaves-returned' },
  { end: 'approved', whim: 'withdraws-consent' },
  { end: 'abandoned', wish: '请退回', whim: 'erases-returned' },
  { end: 'abandoned', whim: 'erases-draft' },
  { end: 'approved', afterwards: 'changes' },
  { end: 'approved', afterwards: 'ends-access' },
  { end: 'approved', afterwards: 'cancels' },
  { end: 'approved', afterwards: 'is-cancelled' },
  { end: 'approved', afterwards: 'cancels-and-erases' },
  { end: 'approved', afterwards: 'moves' },
  { end: 'abandoned', whim: 'claims' },
  { end: 'abandoned', orElse: 'approved', whim: 'gives-up' },
];

export const plotOf = (index: number): Plot => PLOTS[index % PLOTS.length] ?? PLAIN;

/** Whether the applicant erases their account. */
export const erases = (plot: Plot): boolean =>
  plot.whim === 'erases-returned' || plot.whim === 'erases-draft' || cancelsAndErases(plot);

const cancelsAndErases = ({ whim, afterwards }: Plot): boolean =>
  whim === 'claims' || afterwards === 'cancels-and-erases' || afterwards === 'moves';

/** Whether the applicant waits for uploads of their own or for a cancellation, which takes long. */
export const takesLong = (plot: Plot): boolean =>
  plot.whim === 'withdraws-consent' ||
  plot.whim === 'erases-draft' ||
  plot.afterwards === 'cancels' ||
  cancelsAndErases(plot);
