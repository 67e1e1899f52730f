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

it('all functions and those of the desk fit beside each other into the quota of an account, and leave room', () => {
  const reservedMb = (yml: string) => {
    const { functions } = desiredState(readServerlessYml(join(ROOT, yml), {}), {});
    return functions.map((wanted) => wanted.reservedMb ?? 0).reduce((all, mb) => all + mb, 0);
  };

  expect([reservedMb('serverless.yml'), reservedMb('desk/serverless.yml')]).toEqual([59_392, 16_384]);
});

it('a timer’s tick is kept for its period, at least a minute, and a file’s event for six hours', () => {
  const { functions } = desiredState(readServerlessYml(join(ROOT, 'serverless.yml'), {}), {});

  const kept = Object.fromEntries(functions.flatMap(({ name, retry }) => (retry ? [[name, retry.MsgTTL]] : [])));

  expect(kept).toEqual({
    'icp-filing-production-delivery': 60,
    'icp-filing-production-intake': 21_600,
    'icp-filing-production-ocr': 21_600,
    'icp-filing-production-process-timer': 600,
    'icp-filing-production-retention': 3_600,
    'icp-filing-production-status-sync': 300,
    'icp-filing-production-upload-sweep': 60,
  });
});
