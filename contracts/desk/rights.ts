/** What a member of staff is at the desk. One person may have several roles. */
export const ROLES = ['reviewer', 'lead', 'auditor', 'authority-desk', 'operator-admin', 'support'] as const;
export type Role = (typeof ROLES)[number];

/** For the page and for operators. */
export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  reviewer: '初审员',
  lead: '组长（复审）',
  auditor: '质检员',
  'authority-desk': '报送员',
  'operator-admin': '管理员',
  support: '客服',
};

const EVERYBODY: readonly Role[] = ROLES;

/**
 * Which roles have a right. Everything that is done at the desk names one of these; what stands nowhere here, nobody may.
 * Who may do something with a case may still be refused: the own case, the own decision, a case of the declared list.
 * Source: initial-review, section 4.
 */
export const RIGHTS = {
  /** Sign in and out, see the own name and roles. */
  'use-desk': EVERYBODY,
  /** State and next step of an order, by its number. No pictures, no full numbers. */
  'find-order': ['reviewer', 'lead', 'auditor', 'authority-desk', 'support'],
  /** Contents of a case, masked, with its pictures and history. */
  'read-case': ['reviewer', 'lead', 'auditor', 'authority-desk'],
  /** One masked value for a minute, with a reason. */
  'reveal-value': ['reviewer', 'lead', 'auditor', 'authority-desk'],
  /** Take the next case, conclude on its rows, note, call, pause its clock. */
  'work-case': ['reviewer', 'lead'],
  /** Return and accept; take the own decision back in time. */
  'decide-case': ['reviewer', 'lead'],
  /** Refuse a filing for good. */
  'decline-case': ['lead'],
  /** The second view of somebody else's decision. */
  'view-second': ['lead'],
  /** Give a case to somebody, hold it, change when it is due, take somebody else's decision back. */
  'assign-case': ['lead'],
  /** Change a filing by a recorded amendment that the filer sees. */
  'amend-case': ['reviewer', 'lead'],
  /** Draw samples, mark decisions as right or wrong. */
  'sample-decisions': ['auditor'],
  /** Who did and saw what, with the chain's check. */
  'read-audit': ['auditor'],
  /** Load, lateness, returns, refusals of the authority; and whose numbers those are, one colleague at a time. */
  'see-statistics': ['lead', 'auditor', 'operator-admin'],
  /** The cases that a figure counts. */
  'see-figure-cases': ['lead', 'auditor'],
  /** The catalogue of return reasons. */
  'edit-reasons': ['lead'],
  /** Clocks, calendar, rates, texts. */
  'edit-settings': ['lead', 'operator-admin'],
  /** Hand in to the authority, take its answers, send again. */
  'work-authority': ['authority-desk'],
  /** Confirm which reasons and fields the authority's words mean. */
  'match-return': ['reviewer', 'lead', 'authority-desk'],
  /** Black lists, unfiled sites, notices and their tasks. */
  'work-lists': ['lead', 'authority-desk'],
  /** See what waits for a second person, and settle what the other rights allow. */
  'settle-proposals': ['lead', 'authority-desk', 'operator-admin'],
  /** Personal data of many cases; takes two people. */
  'export-data': ['lead'],
  /** Declare certificates and phones of oneself, of family and of the own company: their cases are refused to oneself. */
  'declare-ties': EVERYBODY,
  /** End somebody else's declaration. */
  'end-ties': ['lead', 'operator-admin'],
  /** See who works at the desk, and end their sessions. */
  'manage-staff': ['operator-admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Right = keyof typeof RIGHTS;

/** Whether one of the roles has the right. */
export const may = (roles: readonly Role[], right: Right): boolean =>
  (RIGHTS[right] as readonly Role[]).some((role) => roles.includes(role));
