import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import { usersOf, variables } from './configuration-page.ts';

const all = variables();
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
    'WECHAT_APP_SECRET',
    'SMTP_PASSWORD',
    'SESSION_KEY',
    'REVIEW_DESK_SECRET',
    'REVIEW_WEBHOOK_SECRETS',
  ]);
});

it('knows which functions use a variable, through every port that they need', () => {
  const users = usersOf(all.map(({ name }) => name));

  expect(users.get('REVIEW_WEBHOOK_SECRETS')).toEqual(['records', 'status-webhook']);
  expect(users.get('SMS_SDK_APP_ID')).toEqual(['session', 'records', 'contacts', 'delivery']);
  expect(users.get('SMTP_PASSWORD')).toEqual(['contacts', 'delivery']);
  expect(users.get('LICENCE_PICTURE_CHECK')).toEqual(['ocr']);
  expect(users.get('ID_CARD_PICTURE_CHECK')).toEqual(['ocr']);
  expect(users.get('VALUE_PLACES')).toEqual(['ocr']);
  expect(users.get('RELEASE')).toEqual(['health']);
  expect(users.get('COS_BUCKET')).toContain('health');
});

describe('[C6] serverless.yml', () => {
  const { functions } = readServerlessYml(join(ROOT, 'serverless.yml'), {});
  const users = usersOf(all.map(({ name }) => name));

  it.each(Object.values(functions))('gives $name the variables that it uses, and no other', ({ name, environment }) => {
    const used = [...users].flatMap(([variable, rooms]) => (rooms.includes(name) ? [variable] : []));

    const given = Object.keys(environment).filter((variable) => variable !== OF_THE_C_LIBRARY);
    expect(given.toSorted()).toEqual(used.toSorted());
  });

  it('keeps the secrets of others from a function that a stranger or a picture reaches', () => {
    const secrets = all.filter(({ isSecret }) => isSecret).map(({ name }) => name);
    const secretsOf = (name: string) => secrets.filter((secret) => secret in (functions[name]?.environment ?? {}));

    expect(secretsOf('intake')).toEqual(['DATABASE_URL', 'SEAL_KEYS', 'BLIND_INDEX_KEY']);
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
