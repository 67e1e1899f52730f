import { describe, expect, it } from 'vitest';
import { callText, cam, SECRET_NAME, scf, summaryOf } from './calls.ts';
import { readServerlessYml } from './manifest/serverless-yml.ts';

const environmentOf = (...pairs: readonly (readonly [string, string])[]) => ({
  Environment: { Variables: pairs.map(([Key, Value]) => ({ Key, Value })) },
});

describe('summaryOf', () => {
  it('counts the calls of each action, in the order in which they begin', () => {
    const calls = [
      cam('CreateRole', {}),
      scf('CreateFunction', {}),
      scf('CreateTrigger', {}),
      scf('CreateFunction', {}),
    ];

    expect(summaryOf(calls)).toEqual(['  cam CreateRole × 1', '  scf CreateFunction × 2', '  scf CreateTrigger × 1']);
  });
});

describe('callText', () => {
  it('shows a call with its body, secrets as dots and code as its size', () => {
    const body = { ...environmentOf(['SEAL_KEYS', 'k1:abc'], ['STAGE', 'test']), Code: { ZipFile: 'AAAAAAAA' } };

    const text = callText(scf('CreateFunction', body));

    expect(JSON.parse(text.slice('scf CreateFunction '.length))).toEqual({
      ...environmentOf(['SEAL_KEYS', '••••••'], ['STAGE', 'test']),
      Code: { ZipFile: '<zip, 6 bytes>' },
    });
  });

  it('treats exactly the secrets of serverless.yml as secrets', () => {
    const { variables } = readServerlessYml('serverless.yml', {});

    const secrets = Object.keys(variables).filter((name) => SECRET_NAME.test(name));

    expect(secrets).toEqual([
      'DATABASE_URL',
      'SEAL_KEYS',
      'BLIND_INDEX_KEY',
      'SESSION_KEY',
      'WECHAT_APP_SECRET',
      'REVIEW_DESK_SECRET',
      'REVIEW_WEBHOOK_SECRETS',
      'CAPTCHA_APP_SECRET',
      'SMTP_PASSWORD',
    ]);
  });
});
