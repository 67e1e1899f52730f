/**
 * The severity of a finding: `block` stops the filing, `require` stops it until something missing is added, `confirm`
 * must be confirmed by the person, `warn` and `info` are only shown.
 */
export type Severity = 'block' | 'require' | 'confirm' | 'warn' | 'info';

/** A problem of a filing that a rule found and a reviewer would object to. Contains no personal data. */
export interface Finding {
  /** Id of the rule in the catalogue, e.g. `FD-02`. */
  readonly ruleId: string;
  readonly severity: Severity;
  /** Path of the field, e.g. `organizer.certificateNumber` or `websites.0.name`. */
  readonly field: string;
  /** A Chinese sentence with its parameters filled in. */
  readonly message: string;
  /** What to do next, in Chinese, if the message does not say it. */
  readonly suggestion?: string;
  /** The parameters of the message. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** Whether any of the findings prevents a submission. */
export const stops = (findings: readonly Pick<Finding, 'severity'>[]): boolean =>
  findings.some(({ severity }) => severity === 'block' || severity === 'require');
