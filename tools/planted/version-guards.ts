import type { Plant } from './plant.ts';

const kind = 'version-guard';

/**
 * Of several concurrent changes more than one wins, and one of them is lost. The other guards of versions fail only when two
 * instances meet within a millisecond, so a run would not notice them; their tests do.
 */
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
];
