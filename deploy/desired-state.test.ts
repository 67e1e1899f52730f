import { join } from 'node:path';
import { expect, it } from 'vitest';
import { desiredState } from './desired-state.ts';
import { readServerlessYml } from './manifest/serverless-yml.ts';
import { ROOT } from './root.ts';

it('the file of the database’s authorities is the project’s, wherever the CLI was started', () => {
  const authoritiesFile = (given: Readonly<Record<string, string>>) =>
    desiredState(readServerlessYml(join(ROOT, 'serverless.yml'), given), {}).migrations?.authoritiesFile;

  expect(authoritiesFile({ DATABASE_CA_FILE: 'ca.pem' })).toBe(join(ROOT, 'ca.pem'));
  expect(authoritiesFile({})).toBeUndefined();
});
