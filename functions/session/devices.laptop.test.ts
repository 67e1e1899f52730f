import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../contracts/kit/contract.ts';
import { inProcessHost } from '../../tests/support/in-process-host.ts';
import { refusalOf } from '../../tests/support/routes/caller.ts';
import { collectLog } from '../../tests/support/scf.ts';
import { openDraft, type TestLaptop, testLaptop } from '../../tests/support/test-laptop.ts';
import { allContracts } from '../../tools/docs/generated.ts';

let laptop: TestLaptop;
const log = collectLog();

beforeAll(async () => {
  laptop = await testLaptop({ hostFunctions: inProcessHost });
});
afterAll(async () => {
  await laptop.stop();
  log.stop();
});

const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36';
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148 MicroMessenger/8.0.53';

async function request(method: string, path: string, { token = '', userAgent = CHROME, body = undefined as unknown }) {
  const response = await fetch(laptop.addresses.gateway + path, {
    method,
    headers: {
      'content-type': 'application/json',
      'user-agent': userAgent,
      'idempotency-key': randomBytes(16).toString('hex'),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

interface Device {
  readonly secret: string;
  readonly token: string;
  readonly userAgent: string;
}

async function device(name: string, userAgent: string): Promise<Device> {
  const secret = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(secret).digest('base64url');
  const body = { code: await laptop.loginCode(name), challenge };
  const reply = await request('POST', '/v1/sessions', { userAgent, body });
  return { secret, token: String(reply.body.token), userAgent };
}

interface Listed {
  readonly sessionId: string;
  readonly device: string;
  readonly isThis: boolean;
}

const listed = async ({ token }: Device) =>
  (await request('GET', '/v1/sessions', { token })).body.sessions as readonly Listed[];
const filings = ({ token }: Device) => request('GET', '/v1/filings', { token });
const INVALID = '401 session.invalid';

describe('[E5] the devices of a person', () => {
  it('are listed with what they are, and which one asks', async () => {
    const [phone, office] = [await device('two devices', PHONE), await device('two devices', CHROME)];

    const seen = [await listed(phone), await listed(office)];

    const shown = (list: readonly Listed[] | undefined) =>
      list?.map((session) => `${session.device}${session.isThis ? ' *' : ''}`).toSorted();
    expect(seen.map(shown)).toEqual([
      ['Chrome · Windows 电脑', '微信 · iPhone *'],
      ['Chrome · Windows 电脑 *', '微信 · iPhone'],
    ]);
  });

  it('are ended singly, and the token of one that was ended is worth nothing at once', async () => {
    const [phone, lost] = [await device('loses a phone', CHROME), await device('loses a phone', PHONE)];
    const sessionId = (await listed(phone)).find(({ isThis }) => !isThis)?.sessionId;

    const before = await filings(lost);
    const ended = await request('DELETE', `/v1/sessions/${sessionId}`, { token: phone.token });
    const after = [await filings(lost), await filings(phone)];

    expect([before.status, ended.status]).toEqual([200, 200]);
    expect(refusalOf(after[0] ?? before)).toBe(INVALID);
    expect(after[1]?.status).toBe(200);
    expect(await listed(phone)).toHaveLength(1);
  });

  it('are ended by nobody else', async () => {
    const [own, stranger] = [await device('careful', CHROME), await device('a stranger', CHROME)];
    const [session] = await listed(own);

    const ending = await request('DELETE', `/v1/sessions/${session?.sessionId}`, { token: stranger.token });

    expect(refusalOf(ending)).toBe('404 session.unknown');
    expect((await filings(own)).status).toBe(200);
  });

  it.each<[string, (lost: Device) => Promise<unknown>]>([
    ['signing out', ({ secret }) => request('POST', '/v1/sessions/ends', { body: { secret } })],
    ['signing out everywhere', ({ token }) => request('DELETE', '/v1/sessions', { token })],
    [
      'the use of a copied secret',
      async ({ secret }) => {
        for (const next of ['A', 'B'])
          await request('POST', '/v1/sessions/renewals', { body: { secret, next: next.repeat(43) } });
      },
    ],
  ])('end what was shown to them by %s, and nobody else’s links', async (way, end) => {
    const shownTo = async (name: string) => {
      const { filingId } = await openDraft(await laptop.signedIn(name));
      const item = await device(name, CHROME);
      const { view } = (await request('GET', `/v1/filings/${filingId}`, { token: item.token })).body;
      return { item, url: (view as { url: string }).url };
    };
    const { item, url: own } = await shownTo(`shown: ${way}`);
    const { url: other } = await shownTo(`other: ${way}`);

    const before = [(await fetch(own)).status, (await fetch(other)).status];
    await end(item);

    expect(before).toEqual([200, 200]);
    expect([(await fetch(own)).status, (await fetch(other)).status]).toEqual([404, 200]);
  });

  it.each<[string, (item: Device) => Promise<unknown>]>([
    ['signing out', ({ secret }) => request('POST', '/v1/sessions/ends', { body: { secret } })],
    ['signing out everywhere', ({ token }) => request('DELETE', '/v1/sessions', { token })],
    ['erasing the account', ({ token }) => request('DELETE', '/v1/me', { token })],
  ])('end their token for every operation by %s', async (way, end) => {
    const item = await device(way, CHROME);
    const operations: readonly Operation[] = Object.values(await allContracts()).flatMap((contract) =>
      Object.values(contract),
    );
    const identified = operations.filter(({ caller }) => caller === 'session' || caller === 'optional-session');

    await end(item);

    const replies = await Promise.all(
      identified.map(({ method, path }) =>
        request(method, path.replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000'), { token: item.token }),
      ),
    );
    expect(identified.length).toBeGreaterThan(40);
    expect([...new Set(replies.map(refusalOf))]).toEqual([INVALID]);
  });
});
