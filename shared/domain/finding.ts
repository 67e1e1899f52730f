/**
 * How much a finding weighs: `block` stops the filing, `require` asks for something that is missing, `confirm` wants the person to
 * confirm it, `warn` and `info` are only shown.
 */
export type Severity = 'block' | 'require' | 'confirm' | 'warn' | 'info';

/** One thing that a reviewer would say about a filing, found by a rule. Carries no personal value. */
export interface Finding {
  /** Id of the rule in the catalogue, e.g. `FD-02`. */
  readonly ruleId: string;
  readonly severity: Severity;
  /** Path of the field it is about, e.g. `organizer.certificateNumber` or `websites.0.name`. */
  readonly field: string;
  /** A Chinese sentence, its parameters filled in. */
  readonly message: string;
  /** What to do next, in Chinese, when the message does not say it already. */
  readonly suggestion?: string;
  /** What was filled into the message. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** Whether any of the findings keeps a filing from being submitted. */
export const stops = (findings: readonly Pick<Finding, 'severity'>[]): boolean =>
  findings.some(({ severity }) => severity === 'block' || severity === 'require');
