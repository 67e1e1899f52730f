import type { Filing } from '../../shared/domain/filing/filing.ts';
import { stateLabelOf } from '../../shared/domain/filing/state-label.ts';

export interface SubmissionAddress {
  readonly applicantId: string;
  readonly filingId: string;
}

/** The state of a filing after a step of its submission. */
export const outcomeOf = (filing: Filing) => ({
  filingId: filing.id,
  state: filing.state,
  stateLabel: stateLabelOf(filing),
  version: filing.version,
  round: filing.round,
});
