import { Refused } from '../../../contracts/kit/refusal.ts';

/**
 * The state machine of a filing: state → event → next state. Nothing else changes a state.
 *
 * `save`, `queue`, `miss-call` and `authority-accept` keep the state. They are written to the history like every other event, so
 * that versions have no gaps. Source of the states and who may cause what: order states of the providers' filing
 * consoles, 2019-12 to 2026-05.
 */
export const TRANSITIONS = {
  draft: { save: 'draft', submit: 'submitted', abandon: 'abandoned', expire: 'expired', stop: 'abandoned' },
  submitted: {
    'miss-call': 'submitted',
    withdraw: 'draft',
    accept: 'queued',
    return: 'returned',
    decline: 'declined',
    // The record that it is about has ended without it (PR-22); so in every open state.
    stop: 'abandoned',
  },
  returned: { save: 'returned', submit: 'submitted', abandon: 'abandoned', reopen: 'draft', stop: 'abandoned' },
  queued: {
    queue: 'queued',
    'send-sms': 'sms-verification',
    return: 'returned',
    abandon: 'abandoned',
    stop: 'abandoned',
  },
  'sms-verification': {
    'confirm-sms': 'authority-review',
    'fail-sms': 'returned',
    // If the filing is still valid, it is submitted to the authority again after a day, unchanged (PR-07).
    'time-out-sms': 'queued',
    // One that ends something is over then, and nothing has happened (PR-19).
    lapse: 'abandoned',
    'send-sms': 'sms-verification',
    stop: 'abandoned',
  },
  'authority-review': {
    'authority-accept': 'authority-review',
    approve: 'approved',
    'authority-return': 'authority-returned',
    stop: 'abandoned',
  },
  'authority-returned': {
    save: 'authority-returned',
    submit: 'submitted',
    abandon: 'abandoned',
    reopen: 'draft',
    stop: 'abandoned',
  },
  approved: { revoke: 'revoked' },
  declined: {},
  revoked: {},
  abandoned: {},
  expired: {},
} as const satisfies Record<string, Record<string, string>>;

export type FilingState = keyof typeof TRANSITIONS;
export type FilingEvent = { [S in FilingState]: keyof (typeof TRANSITIONS)[S] }[FilingState];

/** Labels as people read them. */
export const STATE_LABELS: Readonly<Record<FilingState, string>> = {
  draft: '草稿',
  submitted: '初审中',
  returned: '初审退回，待修改',
  queued: '初审通过，等待提交管局',
  'sms-verification': '短信核验中',
  'authority-review': '管局审核中',
  'authority-returned': '管局退回，待修改',
  approved: '备案成功',
  declined: '不予受理',
  revoked: '备案已注销',
  abandoned: '已放弃',
  expired: '草稿已过期',
};

/** The state that `event` leads to; undefined if `event` can't happen in `state`. */
export function follow(state: FilingState, event: FilingEvent): FilingState | undefined {
  return (TRANSITIONS[state] as Partial<Record<FilingEvent, FilingState>>)[event];
}

/** @throws Refused('filing.wrong-state') when `event` can't happen in `state`. */
export function next(state: FilingState, event: FilingEvent): FilingState {
  const to = follow(state, event);
  if (!to) throw new Refused('filing.wrong-state', { state, event });
  return to;
}

const KEEPING_STATE: readonly FilingEvent[] = ['save', 'queue', 'miss-call', 'authority-accept'];

/** Whether the deadlines of a state run from `event`. Sending another SMS code restarts them. */
export const beginsStay = (event: FilingEvent): boolean => !KEEPING_STATE.includes(event);

/** Whether the applicant is done and may open another filing. The authority may still revoke an approval. */
export const hasEnded = (state: FilingState): boolean =>
  Object.keys(TRANSITIONS[state]).every((event) => event === 'revoke');

/** The states in which this is so. */
export const FINAL_STATES: readonly FilingState[] = (Object.keys(TRANSITIONS) as FilingState[]).filter(hasEnded);

/** Whether one of somebody's filings has not ended (FT-13). */
export const hasUnfinished = (filings: readonly { readonly state: FilingState }[]): boolean =>
  filings.some(({ state }) => !hasEnded(state));

/**
 * States in which nothing is filed, or no longer: the domain and other values of such a filing are free for other
 * filings.
 */
export const NOT_FILED: readonly FilingState[] = ['draft', 'declined', 'abandoned', 'expired', 'revoked'];

/** States in which the review desk has the filing in hand. */
const AT_THE_DESK: readonly FilingState[] = ['submitted', 'queued', 'sms-verification', 'authority-review'];

export const isAtTheDesk = (state: FilingState): boolean => AT_THE_DESK.includes(state);

/** Whether the filing can be edited; if it was returned, only its flagged fields. */
export const isEditable = (state: FilingState): boolean => follow(state, 'save') !== undefined;
