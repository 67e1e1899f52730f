import type { Plant } from './plant.ts';

const kind = 'version-guard';

/** Of several concurrent changes more than one wins, and one of them is lost. */
export const VERSION_GUARDS: readonly Plant[] = [
  {
    kind,
    what: 'a filing is changed whatever has happened meanwhile',
    file: 'shared/adapters/postgres/change-filing.ts',
    search: `.where('id', '=', filingId)
      .where('version', '=', before.version)`,
    replace: `.where('id', '=', filingId)`,
    tests: ['shared/adapters/postgres/filings-linear.database.test.ts'],
  },
  {
    kind,
    what: 'the next step of a filing is set by a timer that has an old version of it',
    file: 'shared/adapters/postgres/timed-steps.ts',
    search: `.where('id', '=', filingId)
      .where('version', '=', version)`,
    replace: `.where('id', '=', filingId)
      .where('version', '<>', -version)`,
    tests: ['functions/process-timer/take-steps.database.test.ts'],
  },
  {
    kind,
    what: 'a message of the desk counts each time it arrives',
    file: 'shared/adapters/postgres/inbox.ts',
    search: 'return numInsertedOrUpdatedRows === 1n;',
    replace: 'return numInsertedOrUpdatedRows !== undefined;',
    tests: ['shared/adapters/postgres/inbox.database.test.ts'],
  },
];
