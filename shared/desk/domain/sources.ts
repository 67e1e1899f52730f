import type { PackedFinding } from './package.ts';

/** What another source says of a value. `silent`: it gave no answer that counts, which is not agreement. */
export type SourceAnswer = 'differs' | 'silent';

/**
 * Rules by which the filing service compares with the certificate that was read, and with the commercial register
 * (docs/rules.md). Nothing in a package says that a source agrees.
 */
const READ: Readonly<Record<string, SourceAnswer>> = {
  'FD-18': 'differs',
  'FD-19': 'differs',
  'FD-96': 'differs',
  'FD-98': 'silent',
  'RV-90': 'silent',
};
const REGISTER: Readonly<Record<string, SourceAnswer>> = { 'FD-92': 'differs', 'FT-93': 'differs', 'FT-94': 'silent' };

/** What the sources say of a row, by its findings. */
export const sourcesOf = (
  findings: readonly PackedFinding[],
): { readonly read: SourceAnswer | undefined; readonly register: SourceAnswer | undefined } => ({
  read: worst(findings, READ),
  register: worst(findings, REGISTER),
});

function worst(
  findings: readonly PackedFinding[],
  rules: Readonly<Record<string, SourceAnswer>>,
): SourceAnswer | undefined {
  const answers = findings.map(({ ruleId }) => rules[ruleId]);
  return answers.find((one) => one === 'differs') ?? answers.find((one) => one === 'silent');
}
