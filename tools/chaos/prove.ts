import type { Tool } from '../planted/prove.ts';

/** What it must find, and how. @param filings by default three applicants of each kind. */
export const proofOf = (filings = '63'): Tool => ({
  script: 'chaos',
  args: ['--filings', filings, '--minutes', '0.3'],
  kinds: [
    ...(['version-guard', 'late-consent-check', 'erasure-step', 'record-end', 'unnoted-look', 'four-eyes'] as const),
    ...(['typed-numbers', 'unlike-rows', 'way-on', 'gone-fingerprint'] as const),
  ],
});
