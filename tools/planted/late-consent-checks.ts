import type { Plant } from './plant.ts';

const kind = 'late-consent-check';

/** Something that began with consent goes on without it. */
export const LATE_CONSENT_CHECKS: readonly Plant[] = [
  {
    kind,
    what: 'a certificate is read that arrived with consent',
    file: 'functions/ocr/asked-places.ts',
    search: `if (!(await consents.isInForce(applicantId))) throw new Refused('consent.missing');`,
    replace: 'if (!consents) throw new Refused(applicantId as never);',
    tests: ['functions/ocr/consent.laptop.test.ts'],
  },
  {
    kind,
    what: 'a file is taken in whose upload was granted with consent',
    file: 'functions/intake/take-in.ts',
    search: 'const hasConsent = () => consents.isInForce(document.applicantId);',
    replace: 'const hasConsent = async () => consents !== undefined;',
    tests: ['functions/intake/take-in.laptop.test.ts'],
  },
  {
    kind,
    what: 'a liveness check outlives the consent',
    file: 'functions/me/consent.ts',
    search: 'await openChecks.endAll(applicantId);',
    replace: 'void openChecks;',
    tests: ['functions/liveness/consent.laptop.test.ts'],
  },
];
