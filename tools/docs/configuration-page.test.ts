import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import { usersOf, variables } from './configuration-page.ts';

const all = variables();

it('[C4] knows every variable with its meaning', () => {
  const { functions } = readServerlessYml(join(ROOT, 'serverless.yml'), {});
  const given = Object.keys(functions.session?.environment ?? {});

  expect(all.map(({ name }) => name).toSorted()).toEqual(given.toSorted());
  expect(all.filter(({ meaning }) => meaning === '').map(({ name }) => name)).toEqual([]);
  expect(all.filter(({ isSecret }) => isSecret).map(({ name }) => name)).toEqual([
    'DATABASE_URL',
    'WECHAT_APP_SECRET',
    'SESSION_KEY',
    'SEAL_KEYS',
    'BLIND_INDEX_KEY',
    'REVIEW_DESK_SECRET',
    'REVIEW_WEBHOOK_SECRETS',
  ]);
});

it('knows which functions use a variable, through every port that they need', () => {
  const users = usersOf(all.map(({ name }) => name));

  expect(users.get('REVIEW_WEBHOOK_SECRETS')).toEqual(['status-webhook']);
  expect(users.get('SMS_SDK_APP_ID')).toEqual(['delivery']);
  expect(users.get('LICENCE_PICTURE_CHECK')).toEqual(['ocr']);
  expect(users.get('RELEASE')).toEqual(['health']);
  expect(users.get('COS_BUCKET')).toContain('health');
});
