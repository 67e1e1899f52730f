import { openidOfName } from 'tencent-stand-in/wechat.ts';
import { describe, expect, it } from 'vitest';
import { database } from '../../shared/compose/database.ts';
import { sessionTokens } from '../../shared/compose/session-tokens.ts';
import { refusalOf, sendTo } from '../../tests/support/routes/caller.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();

const signIn = (code: string) => sendTo(laptop, 'POST', '/v1/sessions', { body: { code } });

async function accountOf(code: string): Promise<string | undefined> {
  const { token } = (await signIn(code)).body as { token: string };
  return (await (await sessionTokens()).verify(token))?.accountId;
}

const accountIds = async () => (await (await database()).sql.selectFrom('account').select('id').execute()).length;

describe('signing in', () => {
  it('gives a new person an account and a session for half an hour', async () => {
    const before = await accountIds();

    const { status, body } = await signIn(await laptop.loginCode('new'));

    const { token, expiresAt } = body as { token: string; expiresAt: string };
    expect(status).toBe(201);
    expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 30 * 60 * 1000)).toBeLessThan(120_000);
    expect(await accountIds()).toBe(before + 1);
  });

  it('gives a returning person the same account, and another person another one', async () => {
    const first = await accountOf(await laptop.loginCode('returning'));

    const again = await accountOf(await laptop.loginCode('returning'));
    const other = await accountOf(await laptop.loginCode('other'));

    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('gives one account to a person who signs in twice at once', async () => {
    const codes = [await laptop.loginCode('twice'), await laptop.loginCode('twice')] as const;
    const before = await accountIds();

    const [one, two] = await Promise.all(codes.map(accountOf));

    expect(one).toBe(two);
    expect(await accountIds()).toBe(before + 1);
  });

  it('stores no openid in clear', async () => {
    await signIn(await laptop.loginCode('sealed'));

    const rows = await (await database()).sql.selectFrom('account').selectAll().execute();
    const written = rows.flatMap((row) => [row.openid_sealed, row.openid_index]);
    expect(written.some((bytes) => bytes.includes(openidOfName('sealed')))).toBe(false);
  });
});

describe('a code that WeChat does not accept', () => {
  const blockedCode = async () => {
    const response = await fetch(`${laptop.addresses.wechat}/laptop/login?name=blocked&blocked=1`);
    return ((await response.json()) as { code: string }).code;
  };
  const usedCode = async () => {
    const code = await laptop.loginCode('used');
    await signIn(code);
    return code;
  };

  it.each([
    ['one that was never given', async () => 'never-given'],
    ['one that was used before', usedCode],
    ['one of a person whom WeChat blocked', blockedCode],
  ])('is refused and creates no account: %s', async (_, makeCode) => {
    const code = await makeCode();
    const before = await accountIds();

    const reply = await signIn(code);

    expect(refusalOf(reply)).toBe('401 sign-in.refused');
    expect(JSON.stringify(reply.body)).not.toContain(code);
    expect(await accountIds()).toBe(before);
  });
});

describe('WeChat that is busy', () => {
  it('is reported as 503, creates no account, and the same code works afterwards', async () => {
    const code = await laptop.loginCode('patient');
    const before = await accountIds();
    laptop.wechat.failNext(-1);

    const busy = await signIn(code);
    const between = await accountIds();
    const later = await signIn(code);

    expect(refusalOf(busy)).toBe('503 vendor.unavailable');
    expect(between).toBe(before);
    expect(later.status).toBe(201);
  });
});
