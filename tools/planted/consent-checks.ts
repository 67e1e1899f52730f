import type { Plant } from './plant.ts';

const kind = 'consent-check';

/** Data of a person who has withdrawn their consent is processed. */
export const CONSENT_CHECKS: readonly Plant[] = [
  {
    kind,
    what: 'an upload is granted without consent',
    file: 'functions/upload/grant-upload.ts',
    search: `if (!(await ports.consents.isInForce(applicantId))) throw new Refused('consent.missing');`,
    replace: '',
    tests: ['tests/security/privacy.laptop.test.ts'],
  },
  {
    kind,
    what: 'a liveness check is opened without consent',
    file: 'functions/liveness/open-check.ts',
    search: '|| !(await consents.isInForce(applicantId)))',
    replace: ')',
    tests: ['functions/liveness/open-check.laptop.test.ts'],
  },
  {
    kind,
    what: 'a file is taken in without consent',
    file: 'functions/intake/take-in.ts',
    search: 'const hasConsent = () => consents.isInForce(document.applicantId);',
    replace: 'const hasConsent = async () => consents !== undefined;',
    tests: ['functions/intake/take-in.laptop.test.ts'],
  },
  {
    kind,
    what: 'a consent counts after its withdrawal',
    file: 'shared/adapters/postgres/consents.ts',
    search: `.where('account_id', '=', accountId)
      .where('withdrawn_at', 'is', null);`,
    replace: `.where('account_id', '=', accountId);`,
    tests: ['tests/security/privacy.laptop.test.ts'],
  },
  {
    kind,
    what: 'a filing is submitted without consent',
    file: 'shared/domain/rules/process.ts',
    search: 'refuses: (_, { consentGiven }) => !consentGiven,',
    replace: 'refuses: () => false,',
    tests: ['shared/domain/rules/catalogue.test.ts', 'tests/security/privacy.laptop.test.ts'],
  },
];
