import type { Plant } from './plant.ts';

const kind = 'version-guard';

/** Of several concurrent changes more than one wins, and one of them is lost. */
export const VERSION_GUARDS: readonly Plant[] = [
  {
    kind,
    what: 'a filing is changed whatever has happened meanwhile',
    file: 'shared/adapters/postgres/save-change.ts',
    search: `.where('id', '=', row.id)
    .where('version', '=', before.version)`,
    replace: `.where('id', '=', row.id)`,
    tests: ['shared/adapters/postgres/change-filing.database.test.ts'],
  },
  {
    kind,
    what: 'the next step of a filing is scheduled over that of a change meanwhile',
    file: 'shared/adapters/postgres/timed-steps.ts',
    search: `.where('version', '=', version)`,
    replace: `.where('version', '>=', Math.min(version, 0))`,
    tests: ['shared/adapters/postgres/timed-steps.database.test.ts'],
  },
  {
    kind,
    what: 'a document changes its state, whichever it has by now',
    file: 'shared/adapters/postgres/documents.ts',
    search: `.where('id', '=', documentId)
        .where('state', '=', from)`,
    replace: `.where('id', '=', documentId)
        .where('state', 'is not', from && null)`,
    tests: ['shared/adapters/postgres/documents.database.test.ts'],
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
