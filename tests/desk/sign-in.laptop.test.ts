import { signInAt } from 'identity-provider-stand-in/browser.ts';
import type { RunningIdentityProvider } from 'identity-provider-stand-in/identity-provider.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { confirmStaff } from '../../desk/functions/timer/confirm-staff.ts';
import type { Ports as TimerPorts } from '../../desk/functions/timer/ports.ts';
import { testClock } from '../support/clock.ts';
import { deskSignIn, settingsFor, startTestProvider } from '../support/desk/desk-sign-in.ts';

let provider: RunningIdentityProvider;
let desk: Awaited<ReturnType<typeof deskSignIn>>;
const clock = testClock(new Date().toISOString());

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  provider = await startTestProvider();
  desk = await deskSignIn(clock, settingsFor(provider.url));
});
afterAll(async () => {
  await desk.close();
  await provider.stop();
});

async function signedIn(person: string) {
  const { url, cookie } = await desk.begin();
  return desk.finish(cookie, await signInAt(provider, url, person));
}

/** What the desk's timer does about sessions. */
const tick = () => confirmStaff({ ...desk, clock } as unknown as TimerPorts);

describe('signing in', () => {
  it('goes to the provider with PKCE, state and nonce, and comes back with name and roles', async () => {
    const { url, setCookie } = await desk.begin();
    const asked = new URL(url).searchParams;
    const { status, answer, headers, setCookie: session } = await signedIn('jiang-ping');

    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(['state', 'nonce', 'code_challenge'].map((name) => asked.get(name)?.length)).toEqual([43, 43, 43]);
    expect(new Set(['state', 'nonce', 'code_challenge'].map((name) => asked.get(name))).size).toBe(3);
    expect(setCookie).toMatch(
      /^__Host-desk-sign-in=[\w-]{22}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=600$/,
    );
    expect(session).toMatch(
      /^__Host-desk-session=[\w-]{22}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    expect(status).toBe(200);
    expect(answer).toMatchObject({ staff: { displayName: '江平', roles: ['reviewer', 'lead'] } });
    expect((await desk.call('GET /v1/staff-session', headers)).answer).toEqual(answer);
  });

  it('tells whoever has no role, or no second factor, what to do, and opens nothing', async () => {
    const [noRole, noFactor] = [await signedIn('bai-yi'), await signedIn('wu-shuang')];

    expect([noRole.status, noRole.code, noRole.setCookie]).toEqual([403, 'staff-sign-in.no-role', '']);
    expect([noFactor.status, noFactor.code, noFactor.setCookie]).toEqual([403, 'staff-sign-in.second-factor', '']);
  });

  it("that the provider can't go on with says so in its own words, and what to do", async () => {
    const page = await fetch(`${provider.url}/auth?client_id=nobody`);

    expect([page.status, await page.text()]).toEqual([
      400,
      expect.stringContaining('登录已过期或不完整（invalid_client）。请回到工作台，重新登录。'),
    ]);
  });

  it('is refused at the provider for whoever is disabled there', async () => {
    provider.change('he-miao', { isDisabled: true });
    const { url, cookie } = await desk.begin();
    const answer = await signInAt(provider, url, 'he-miao');
    provider.change('he-miao', { isDisabled: false });

    expect((await desk.finish(cookie, answer || '?')).code).toBe('staff-sign-in.refused');
  });

  it('says what the person may not know by one sentence when they have given up at the provider', async () => {
    const { url, cookie } = await desk.begin();
    const state = new URL(url).searchParams.get('state');

    const { code } = await desk.finish(
      cookie,
      `?error=access_denied&state=${state}&iss=${encodeURIComponent(provider.url)}`,
    );

    expect(code).toBe('staff-sign-in.refused');
  });

  it('answers 503 while the provider is out of order', async () => {
    const silent = await deskSignIn(clock, settingsFor('http://127.0.0.1:9'));

    const { status, code } = await silent.call('POST /v1/staff-session/tries', {});

    await silent.close();
    expect([status, code]).toEqual([503, 'vendor.unavailable']);
  });
});

describe('an attack on the sign-in', () => {
  let url: string;
  let cookie: string;
  let answer: string;
  beforeEach(async () => {
    ({ url, cookie } = await desk.begin());
    answer = await signInAt(provider, url, 'lin-yue');
  });
  const changed = (changes: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams(answer);
    for (const [name, value] of Object.entries(changes)) query.set(name, value);
    return `?${query}`;
  };

  it('with a forged state opens nothing', async () => {
    expect((await desk.finish(cookie, changed({ state: 'a'.repeat(43) }))).code).toBe('staff-sign-in.refused');
  });

  it('with the same answer again opens nothing', async () => {
    const first = await desk.finish(cookie, answer);
    const second = await desk.finish(cookie, answer);

    expect([first.status, second.code]).toEqual([200, 'staff-sign-in.over']);
  });

  it('with a stolen answer in another browser opens nothing: neither without a try nor with one of its own', async () => {
    const own = await desk.begin();

    expect((await desk.finish('', answer)).code).toBe('staff-sign-in.over');
    expect((await desk.finish('__Host-desk-sign-in=aaaaaaaaaaaaaaaaaaaaaa', answer)).code).toBe('staff-sign-in.over');
    expect((await desk.finish(own.cookie, answer)).code).toBe('staff-sign-in.refused');
  });

  it('with a stolen code under the thief’s own state opens nothing: PKCE', async () => {
    const own = await desk.begin();
    const state = new URL(own.url).searchParams.get('state') ?? '';

    expect((await desk.finish(own.cookie, changed({ state }))).code).toBe('staff-sign-in.refused');
  });

  it('with the answer of another issuer opens nothing', async () => {
    expect((await desk.finish(cookie, changed({ iss: 'https://login.evil.test' }))).code).toBe('staff-sign-in.refused');
  });

  it('from a page of another site is refused before anything is used up', async () => {
    const body = { answer, pageKeyHash: 'a'.repeat(43) };
    const strange = { cookie, origin: 'https://beian.example', 'sec-fetch-site': 'same-site' };

    expect((await desk.call('POST /v1/staff-session', strange, body)).code).toBe('staff-session.cross-site');
    expect((await desk.call('POST /v1/staff-session/tries', strange)).code).toBe('staff-session.cross-site');
    expect((await desk.finish(cookie, answer)).status).toBe(200);
  });

  it('after ten minutes opens nothing', async () => {
    clock.forward(600);
    const late = await desk.finish(cookie, answer);
    clock.forward(-600);

    expect(late.code).toBe('staff-sign-in.over');
  });

  it('with a session cookie put into the browser before does not fix the session: it gets a new one', async () => {
    const planted = `${cookie}; __Host-desk-session=aaaaaaaaaaaaaaaaaaaaaa`;

    const { setCookie, headers } = await desk.finish(planted, answer);

    expect(setCookie).not.toContain('aaaaaaaaaaaaaaaaaaaaaa');
    expect(
      (await desk.call('GET /v1/staff-session', { ...headers, cookie: '__Host-desk-session=aaaaaaaaaaaaaaaaaaaaaa' }))
        .status,
    ).toBe(401);
  });

  it('by 200 failed tries keeps out nobody who shares the address, and by a flood only for seconds', async () => {
    const from = { 'x-scf-remote-addr': '203.0.113.9' };
    const fail = () => desk.call('POST /v1/staff-session', from, { answer: '?', pageKeyHash: 'a'.repeat(43) });
    const failed = async (times: number) => {
      const statuses: number[] = [];
      for (let tries = 0; tries < times; tries += 1) statuses.push((await fail()).status);
      return statuses;
    };

    expect(new Set(await failed(200))).toEqual(new Set([409]));
    expect((await desk.finish(cookie, answer, from)).status).toBe(200);
    expect((await failed(100)).at(-1)).toBe(429);
    expect((await fail()).answer).toMatchObject({ error: { facts: { retryAfterSeconds: 5 } } });
    clock.forward(5);
    expect((await fail()).status).toBe(409);
  });
});

describe('somebody whom the desk has refused ten times', () => {
  const office = { 'x-scf-remote-addr': '203.0.113.10' };
  const from = async (person: string, headers: Readonly<Record<string, string>>) => {
    const { url, cookie } = await desk.begin();
    return desk.finish(cookie, await signInAt(provider, url, person), headers);
  };

  it('is locked out of that network for ten minutes; neither they elsewhere nor others there are', async () => {
    const codes: unknown[] = [];
    for (let tries = 0; tries < 10; tries += 1) codes.push((await from('wu-shuang', office)).code);
    const locked = await from('wu-shuang', office);
    const elsewhere = await from('wu-shuang', { 'x-scf-remote-addr': '198.51.100.10' });
    const colleague = await from('lin-yue', office);

    expect(new Set(codes)).toEqual(new Set(['staff-sign-in.second-factor']));
    expect(locked.answer).toMatchObject({ error: { code: 'request.too-many', facts: { retryAfterSeconds: 600 } } });
    expect([elsewhere.code, colleague.status]).toEqual(['staff-sign-in.second-factor', 200]);
  });
});

describe('a session while it lasts', () => {
  it('ends within the next question to the provider when the role is taken away', async () => {
    const { headers } = await signedIn('zhou-lan');
    provider.change('zhou-lan', { roles: [] });
    clock.forward(120);

    const counts = await tick();

    provider.change('zhou-lan', { roles: ['lead'] });
    expect(counts.endedSessions).toBeGreaterThanOrEqual(1);
    expect((await desk.call('GET /v1/staff-session', headers)).code).toBe('session.invalid');
  });

  it('has the roles that the provider says now', async () => {
    const { headers } = await signedIn('zhou-lan');
    provider.change('zhou-lan', { roles: ['auditor'] });
    clock.forward(120);
    await tick();

    const { answer } = await desk.call('GET /v1/staff-session', headers);

    provider.change('zhou-lan', { roles: ['lead'] });
    expect(answer).toMatchObject({ staff: { roles: ['auditor'] } });
  });

  it('ends when the person is disabled', async () => {
    const { headers } = await signedIn('tang-bo');
    provider.change('tang-bo', { isDisabled: true });
    clock.forward(120);
    await tick();

    expect((await desk.call('GET /v1/staff-session', headers)).code).toBe('session.invalid');
  });

  it('goes on over many questions, whose tokens are replaced each time', async () => {
    const { headers } = await signedIn('shen-an');
    for (let minutes = 0; minutes < 20; minutes += 2) {
      clock.forward(120);
      await tick();
    }

    expect((await desk.call('GET /v1/staff-session', headers)).status).toBe(200);
  });

  it('ends at sign-out, here at once, and the person is told where they sign out at the provider', async () => {
    const { headers } = await signedIn('lu-qi');

    const { answer, setCookie } = await desk.call('DELETE /v1/staff-session', headers);

    expect(String(answer.url)).toContain(`${provider.url}/session/end?`);
    expect(setCookie).toBe('__Host-desk-session=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0');
    expect((await desk.call('GET /v1/staff-session', headers)).code).toBe('session.invalid');
    expect(
      await desk.test.query(
        'select 1 from desk.staff_session where ended_at is not null and refresh_token_sealed is not null',
      ),
    ).toEqual([]);
  });

  it('is not ended by a page of another site', async () => {
    const { headers } = await signedIn('lin-yue');
    const forged = { ...headers, origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' };

    expect((await desk.call('DELETE /v1/staff-session', forged)).code).toBe('staff-session.cross-site');
    expect((await desk.call('GET /v1/staff-session', headers)).status).toBe(200);
  });
});
