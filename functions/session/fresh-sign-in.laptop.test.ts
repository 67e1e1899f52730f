import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { database } from '../../shared/compose/database.ts';
import { sessionTokens } from '../../shared/compose/session-tokens.ts';
import { refusalOf } from '../../tests/support/routes/caller.ts';
import { inProcessLaptop } from '../../tests/support/test-laptop.ts';
import { allContracts } from '../../tools/docs/generated.ts';

const { laptop } = await inProcessLaptop();

const NOBODY = '00000000-0000-4000-8000-000000000000';
const MINUTE_MS = 60_000;

async function request(method: string, path: string, body?: unknown, token = '', userAgent = 'Chrome/142.0') {
  const response = await fetch(laptop.addresses.gateway + path, {
    method,
    headers: {
      'content-type': 'application/json',
      'user-agent': userAgent,
      'idempotency-key': randomUUID(),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

function newKey() {
  const secret = randomBytes(32).toString('base64url');
  return { secret, challenge: createHash('sha256').update(secret).digest('base64url') };
}

const accountOf = async (token: string) => (await (await sessionTokens()).verify(token))?.accountId ?? '';
const tokenIn = ({ body }: { readonly body: Record<string, string> }) => body.token ?? '';

/** Somebody whose device can renew its session, and who signed in some minutes ago. */
async function signedInAgo(name: string, minutes: number) {
  const key = newKey();
  const code = await laptop.loginCode(name);
  const token = tokenIn(await request('POST', '/v1/sessions', { code, challenge: key.challenge }));
  const at = new Date(Date.now() - minutes * MINUTE_MS);
  await (await database()).sql
    .updateTable('session')
    .set({ authenticated_at: at, created_at: at })
    .where('account_id', '=', await accountOf(token))
    .execute();
  return { key, token };
}
const renew = async (secret: string, next = newKey()) => ({
  next,
  reply: await request('POST', '/v1/sessions/renewals', { secret, next: next.challenge }),
});
async function pageWithTicket() {
  const key = newKey();
  const { body } = await request('POST', '/v1/sessions/scan-tickets', { challenge: key.challenge });
  return { key, confirmation: `/v1/sessions/scan-tickets/${body.ticket}/confirmation` };
}
const codesMade = (token: string) => request('POST', '/v1/authorization-codes', {}, token);

const OLD = '403 session.old-sign-in';

describe('[E5] a sign-in of the last ten minutes', () => {
  it('is asked for by what gives lasting access, shows secrets, exports or erases, and by nothing else', async () => {
    const fresh = Object.values(await allContracts()).flatMap((contract) =>
      Object.entries(contract).filter(([, { freshSignIn }]) => freshSignIn),
    );

    expect(fresh.map(([name]) => name).toSorted()).toEqual([
      'changeSecret',
      'confirmScanTicket',
      'createCode',
      'eraseMe',
      'exportData',
      'linkPhone',
      'registerEndpoint',
      'sendLinkCode',
      'unlinkPhone',
    ]);
    expect(fresh.filter(([, { caller }]) => caller !== 'session')).toEqual([]);
  });

  it('is missing after eleven minutes, however often the session was renewed; everything else goes on', async () => {
    const { key } = await signedInAgo('renews', 11);
    const { reply } = await renew(key.secret);
    const operations = Object.values(await allContracts()).flatMap((contract) => Object.values(contract));

    const refused = await Promise.all(
      operations
        .filter(({ freshSignIn }) => freshSignIn)
        .map(({ method, path }) => request(method, path.replace(/\{\w+\}/g, NOBODY), undefined, tokenIn(reply))),
    );

    expect(refused.map(refusalOf)).toEqual(Array.from({ length: 9 }, () => OLD));
    expect((await request('GET', '/v1/me', undefined, tokenIn(reply))).status).toBe(200);
    expect(refused[0]?.body).toMatchObject({
      error: { message: '为确认是你本人，请重新登录，并在10分钟内完成这一步。' },
    });
  });

  it('a session of 29 days can not give itself by a scan', async () => {
    const { token } = await signedInAgo('was robbed', 29 * 24 * 60);
    const { key, confirmation } = await pageWithTicket();

    const confirmed = await request('POST', confirmation, undefined, token);
    const { reply } = await renew(key.secret);

    expect([refusalOf(confirmed), refusalOf(reply)]).toEqual([OLD, '401 session.invalid']);
  });

  it('goes on to the page that is scanned with its own time, not with that of the scan', async () => {
    const { token } = await signedInAgo('scans', 9);
    const { key, confirmation } = await pageWithTicket();
    const confirmed = await request('POST', confirmation, undefined, token);
    const first = await renew(key.secret);

    const still = await codesMade(tokenIn(first.reply));
    await (await database()).sql
      .updateTable('session')
      .set({ authenticated_at: sql`authenticated_at - interval '2 minutes'` })
      .where('account_id', '=', await accountOf(token))
      .execute();
    const later = await codesMade(tokenIn((await renew(first.next.secret)).reply));

    expect([confirmed.status, refusalOf(still), refusalOf(later)]).toEqual([200, '422 request.invalid', OLD]);
  });

  it('is there again once the person has signed in anew', async () => {
    await signedInAgo('comes back', 60);

    const again = await request('POST', '/v1/sessions', { code: await laptop.loginCode('comes back') });

    expect(refusalOf(await codesMade(tokenIn(again)))).toBe('422 request.invalid');
  });
});

describe('[E5] a new device', () => {
  it('is told to the person: not the very first one, each other one once, and not because it signs in again', async () => {
    const signIn = async (device: string) =>
      tokenIn(await request('POST', '/v1/sessions', { code: await laptop.loginCode('has devices'), device }));
    const [home, office] = ['home', 'office'].map((name) => name.padEnd(22, '0'));
    const accountId = await accountOf(await signIn(home ?? ''));
    const count = async () =>
      (
        await (
          await database()
        ).sql
          .selectFrom('outbox')
          .select('payload')
          .where('key', 'like', 'reminder/new-device/%')
          .execute()
      ).filter(({ payload }) => payload.accountId === accountId);
    await (await database()).sql
      .updateTable('account')
      .set({ created_at: new Date(Date.now() - 60 * MINUTE_MS) })
      .where('id', '=', accountId)
      .execute();
    const counts = [(await count()).length];
    for (const device of [home, office, office, home]) {
      await signIn(device ?? '');
      counts.push((await count()).length);
    }

    expect(counts).toEqual([0, 0, 1, 1, 1]);
    expect((await count())[0]?.payload).toEqual({ notification: 'new-device', accountId, recipient: 'account' });
  });
});
