import type { Tool } from '../planted/prove.ts';

/** Three applicants of each kind. */
export const CHAOS: Tool = {
  script: 'chaos',
  args: ['--filings', '63', '--minutes', '0.3'],
  kinds: ['version-guard', 'late-consent-check', 'erasure-step', 'record-end'],
};
