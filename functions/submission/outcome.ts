import type { Filing } from '../../shared/domain/filing/filing.ts';
import { STATE_LABELS } from '../../shared/domain/filing/machine.ts';

export interface SubmissionAddress {
  readonly applicantId: string;
  readonly filingId: string;
}

/** The state of a filing after a step of its submission. */
export const outcomeOf = ({ id, state, version, round }: Filing) => ({
  filingId: id,
  state,
  stateLabel: STATE_LABELS[state],
  version,
  round,
});
