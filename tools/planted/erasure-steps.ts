import type { Plant } from './plant.ts';

const kind = 'erasure-step';
const file = 'shared/adapters/postgres/erasure.ts';
const tests = ['tests/security/erasure.laptop.test.ts'] as const;

/** An erasure leaves something. */
export const ERASURE_STEPS: readonly Plant[] = [
  {
    kind,
    what: 'views of an erased account stay',
    file,
    search: 'keys.push(...(await eraseViews(accountId)));',
    replace: 'void eraseViews;',
    tests,
  },
  {
    kind,
    what: 'stored replies of an erased account stay',
    file,
    search: `await alone(() => database.sql.deleteFrom('reply').where('applicant_id', '=', accountId).execute());`,
    replace: '',
    tests,
  },
  {
    kind,
    what: 'half-filled forms of an erased filing stay',
    file,
    search: `  'form_draft',
`,
    replace: '',
    tests,
  },
  {
    kind,
    what: 'rounds of an erased filing stay',
    file,
    search: `  'filing_round',
  'verdict',`,
    replace: `  'verdict',`,
    tests,
  },
  {
    kind,
    what: 'the review desk is not told of an erasure',
    file,
    search: '(round > 0 ? [id] : [])',
    replace: '(round > 1_000 ? [id] : [])',
    tests,
  },
  {
    kind,
    what: 'eligibility checks of an erased account stay',
    file,
    search: `  'eligibility_check',
  'notification_preference',`,
    replace: `  'notification_preference',`,
    tests,
  },
];
