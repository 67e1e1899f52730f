import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { composed } from '../../deploy/composed.ts';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import { readConfig } from '../../desk/config.ts';
import { deskVariables } from './desk-variables.ts';

const KEY = 'u5nq0Jd1cXg3m8yZt7WkLr2bVf9sHa4eQpC6xNiYoTE=';
const OTHER_KEY = 'Wq4xT0bN7mZc2LhRk9sVdYpG6uJfA1eQi8oXwKtBzC0=';
const OPERATORS = {
  STAGE: 'production',
  DESK_COS_BUCKET: 'icp-desk-1250000000',
  DESK_DATABASE_URL: 'postgres://desk:k3yJ@10.0.0.7:5432/desk?sslmode=verify-full',
  DESK_SEAL_KEYS: `k1:${KEY}`,
  DESK_BLIND_INDEX_KEY: OTHER_KEY,
  DESK_AUDIT_KEY: OTHER_KEY,
  DESK_VERDICT_SECRET: `whsec_${KEY}`,
  DESK_REQUEST_SECRETS: `whsec_${KEY},whsec_${OTHER_KEY}`,
  DESK_URL: 'https://desk.provider.cn',
  DESK_OIDC_ISSUER_URL: 'https://login.provider.cn',
  DESK_OIDC_CLIENT_ID: 'icp-desk',
  DESK_OIDC_CLIENT_SECRET: 'J7mQx2vRk9sT4wZb',
  FILING_WEBHOOK_URL: 'https://api.provider.cn/v1/webhooks/review',
};

describe('desk/serverless.yml', () => {
  it('[C4] has a meaning for each variable, and knows which are secrets', () => {
    expect(deskVariables().map(({ name, isSecret }) => [name, isSecret])).toEqual([
      ['DESK_COS_BUCKET', false],
      ['DESK_DOMAIN', false],
      ['DESK_CERTIFICATE_ID', false],
      ['DESK_MIGRATION_URL', true],
      ['DESK_DATABASE_URL', true],
      ['DESK_SEAL_KEYS', true],
      ['DESK_BLIND_INDEX_KEY', true],
      ['DESK_AUDIT_KEY', true],
      ['DESK_SEAL_BUCKET', false],
      ['DESK_SEAL_MAIL', false],
      ['FILING_WEBHOOK_URL', false],
      ['DESK_VERDICT_SECRET', true],
      ['DESK_URL', false],
      ['DESK_OIDC_ISSUER_URL', false],
      ['DESK_OIDC_CLIENT_ID', false],
      ['DESK_OIDC_CLIENT_SECRET', true],
      ['DESK_OIDC_SCOPE', false],
      ['DESK_OIDC_ROLES_CLAIM', false],
      ['DESK_OIDC_ROLES', false],
      ['DESK_OIDC_SECOND_FACTOR', false],
      ['DESK_REQUEST_SECRETS', true],
    ]);
    expect(deskVariables().filter(({ meaning }) => meaning === '')).toEqual([]);
  });

  it('is complete with what the operator sets, and not with one of it missing', () => {
    const read = (changes: Record<string, string> = {}) => {
      const { variables: given } = readServerlessYml(join(ROOT, 'desk/serverless.yml'), { ...OPERATORS, ...changes });
      return readConfig(given, Object.keys(given));
    };

    expect(read().FILING_WEBHOOK_URL).toBe('https://api.provider.cn/v1/webhooks/review');
    expect(() => read({ DESK_AUDIT_KEY: '' })).toThrow('DESK_AUDIT_KEY: is missing');
    expect(() => read({ DESK_SEAL_MAIL: 'auditor@mail.example.cn' })).toThrow(/SMTP_HOST: .*DESK_SEAL_MAIL/);
    expect(() => read({ FILING_WEBHOOK_URL: 'http://api.provider.cn' })).toThrow('only https');
    expect(() => read({ DESK_REQUEST_SECRETS: 'whsec_short' })).toThrow('DESK_REQUEST_SECRETS');
    expect(() => read({ DESK_OIDC_ISSUER_URL: 'http://login.provider.cn' })).toThrow('only https');
    expect(() => read({ DESK_URL: 'http://desk.provider.cn' })).toThrow('only https');
    expect(() => read({ DESK_OIDC_CLIENT_SECRET: '' })).toThrow('DESK_OIDC_CLIENT_SECRET: is missing');
    expect(() => read({ DESK_OIDC_ROLES: 'boss=all' })).toThrow('DESK_OIDC_ROLES: must be <role>=<value>');
    expect(() => read({ DESK_OIDC_SECOND_FACTOR: 'none' })).toThrow('DESK_OIDC_SECOND_FACTOR: must be');
    expect(() => read({ DESK_OIDC_SCOPE: 'profile' })).toThrow('DESK_OIDC_SCOPE: must begin with openid');
  });

  it('gives a function those that it composes', () => {
    const desk = composed(readServerlessYml(join(ROOT, 'desk/serverless.yml'), {}));

    expect(
      Object.keys(desk.functions['desk-session']?.environment ?? {}).filter((name) =>
        /DESK_OIDC|LETTER|COS/.test(name),
      ),
    ).toEqual([
      'DESK_OIDC_ISSUER_URL',
      'DESK_OIDC_CLIENT_ID',
      'DESK_OIDC_CLIENT_SECRET',
      'DESK_OIDC_SCOPE',
      'DESK_OIDC_ROLES_CLAIM',
      'DESK_OIDC_ROLES',
      'DESK_OIDC_SECOND_FACTOR',
    ]);
  });

  it('gives no function a key or a role of the filing service', () => {
    const text = JSON.stringify(
      readServerlessYml(join(ROOT, 'desk/serverless.yml'), {
        ...OPERATORS,
        DATABASE_URL: 'postgres://icp:leaked@10.0.0.7/icp',
        SEAL_KEYS: 'k1:leaked',
        BLIND_INDEX_KEY: 'leaked',
        SESSION_KEY: 'leaked',
        REVIEW_DESK_SECRET: 'leaked',
        DESK_MIGRATION_URL: '',
      }),
    );

    expect(text).not.toContain('leaked');
  });
});
