import { describe, expect, it } from 'vitest';
import { callText, SECRET_NAME, scf } from './calls.ts';
import { readServerlessYml } from './manifest/serverless-yml.ts';

const environmentOf = (...pairs: readonly (readonly [string, string])[]) => ({
  Environment: { Variables: pairs.map(([Key, Value]) => ({ Key, Value })) },
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
    const { functions } = readServerlessYml('serverless.yml', {});

    const secrets = Object.keys(functions.session?.environment ?? {}).filter((name) => SECRET_NAME.test(name));

    expect(secrets).toEqual([
      'DATABASE_URL',
      'WECHAT_APP_SECRET',
      'SESSION_KEY',
      'SEAL_KEYS',
      'BLIND_INDEX_KEY',
      'REVIEW_DESK_SECRET',
      'REVIEW_WEBHOOK_SECRETS',
    ]);
  });
});
