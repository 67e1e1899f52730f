import type { Tool } from '../planted/prove.ts';

/** Three applicants of each kind. The bugs are in the filing service, so what is behind it may be quick. */
export const CHAOS: Tool = {
  script: 'chaos',
  args: ['--filings', '63', '--minutes', '0.3', '--review', 'stand-in'],
  kinds: ['version-guard', 'late-consent-check', 'erasure-step', 'record-end'],
};
