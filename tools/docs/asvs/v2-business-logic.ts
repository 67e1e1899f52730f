import { type Chapter, decided, tested } from './answer.ts';

export const BUSINESS_LOGIC: Chapter = {
  id: 'V2',
  title: 'Validation and business logic',
  answers: {
    'V2.1.1': tested(
      'The shape of every input stands in docs/api/openapi.json, which is made from the contracts.',
      'tests/hygiene/docs.test.ts',
      'are current: `npm run docs` would change nothing',
    ),
    'V2.1.2': tested(
      'What must fit together is a rule, and docs/rules.md has each with its cases.',
      'tools/docs/rules-page.test.ts',
      'has a row for every rule',
    ),
    'V2.1.3': decided(
      'Limits per account, address, filing and in all are written down.',
      'docs/decisions/0019-limits.md',
    ),
    'V2.2.1': tested(
      'All input is compared with its contract and refused field by field.',
      'platform/edge/http-function.test.ts',
      'of the wrong shape is described field by field',
    ),
    'V2.2.2': tested(
      'The API checks everything itself, whatever a page has checked.',
      'tests/security/bad-input.laptop.test.ts',
      'is refused with a code and a Chinese sentence: %s',
    ),
    'V2.2.3': tested(
      'A filing whose parts contradict each other is not submitted.',
      'functions/submission/submit.laptop.test.ts',
      'is refused with every finding while something is missing',
    ),
    'V2.3.1': tested(
      'A filing passes every step in its order, on every path.',
      'shared/domain/filing/machine.test.ts',
      'passes every step between the last submission and the approval',
    ),
    'V2.3.2': tested(
      'Budgets for paid calls hold for account, filing and service.',
      'shared/adapters/postgres/paid-calls.database.test.ts',
      'of an account refuses what exceeds it on all its filings',
    ),
    'V2.3.3': tested(
      'A change is written as a whole or not at all.',
      'shared/adapters/postgres/change-filing.database.test.ts',
      'leaves nothing behind when writing %s fails',
    ),
    'V2.3.4': tested(
      'An authorization code serves one filing, also when many want it at once.',
      'shared/adapters/postgres/authorization-codes.database.test.ts',
      'gives a code to one of ten concurrent filings',
    ),
    'V2.4.1': tested(
      'Every operation has a limit.',
      'tests/security/limits.journey.test.ts',
      'has a limit, but for six that cost less than counting them',
    ),
  },
};
