import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { composed } from '../../deploy/composed.ts';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import { variables } from './configuration-page.ts';

const all = variables();
const { functions } = composed(readServerlessYml(join(ROOT, 'serverless.yml'), {}));
/** Read by no code of ours. */
const OF_THE_C_LIBRARY = 'MALLOC_ARENA_MAX';

it('[C4] knows every variable with its meaning', () => {
  const { variables: ofService } = readServerlessYml(join(ROOT, 'serverless.yml'), {});
  const given = Object.keys(ofService).filter((name) => name !== OF_THE_C_LIBRARY);

  expect(all.map(({ name }) => name).toSorted()).toEqual(given.toSorted());
  expect(all.filter(({ meaning }) => meaning === '').map(({ name }) => name)).toEqual([]);
  expect(all.filter(({ isSecret }) => isSecret).map(({ name }) => name)).toEqual([
    'DATABASE_URL',
    'SEAL_KEYS',
    'BLIND_INDEX_KEY',
    'SMTP_PASSWORD',
    'WECHAT_APP_SECRET',
    'CAPTCHA_APP_SECRET',
    'SESSION_KEY',
    'REVIEW_DESK_SECRET',
    'REVIEW_WEBHOOK_SECRETS',
  ]);
});

describe('[C6] a function', () => {
  it('gets the variables that it composes, through every port that it needs', () => {
    const usersOf = (variable: string) =>
      Object.values(functions).flatMap(({ name, environment }) => (variable in environment ? [name] : []));

    expect(usersOf('REVIEW_WEBHOOK_SECRETS')).toEqual(['records', 'status-webhook']);
    expect(usersOf('SMS_SDK_APP_ID')).toEqual(['session', 'records', 'contacts', 'delivery']);
    expect(usersOf('SMTP_PASSWORD')).toEqual(['contacts', 'delivery']);
    expect(usersOf('LICENCE_PICTURE_CHECK')).toEqual(['ocr']);
    expect(usersOf('WECHAT_TEMPLATES')).toEqual(['delivery']);
    expect(usersOf('UPLOAD_ROLE')).toEqual(['upload', 'liveness']);
    expect(usersOf('RELEASE')).toEqual(['health']);
    expect(usersOf('MALLOC_ARENA_MAX')).toEqual(['intake']);
    expect(usersOf('STAGE')).toEqual(Object.keys(functions));
    expect(all.filter(({ name }) => usersOf(name).length === 0)).toEqual([]);
  });

  it('that a stranger or a picture reaches has no secrets of others', () => {
    const secrets = all.filter(({ isSecret }) => isSecret).map(({ name }) => name);
    const secretsOf = (name: string) => secrets.filter((secret) => secret in (functions[name]?.environment ?? {}));

    expect(secretsOf('intake')).toEqual(['DATABASE_URL']);
    expect(secretsOf('upload-sweep')).toEqual(['DATABASE_URL']);
    expect(secretsOf('ocr')).toEqual(['DATABASE_URL', 'SEAL_KEYS', 'BLIND_INDEX_KEY']);
    expect(secretsOf('health')).toEqual(['DATABASE_URL', 'SEAL_KEYS', 'BLIND_INDEX_KEY', 'SESSION_KEY']);
    expect(secretsOf('status-webhook')).toEqual([
      'DATABASE_URL',
      'SEAL_KEYS',
      'BLIND_INDEX_KEY',
      'REVIEW_WEBHOOK_SECRETS',
    ]);
  });
});

describe('[C7] the keys of seal and index', () => {
  const KEYS = ['SEAL_KEYS', 'BLIND_INDEX_KEY'];

  it('are in every function but those that read what strangers send', () => {
    const without = Object.values(functions).filter(({ environment }) => !KEYS.some((key) => key in environment));

    expect(without.map(({ name }) => name)).toEqual(['intake', 'upload-sweep']);
  });
});
