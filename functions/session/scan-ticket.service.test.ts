import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HttpReply } from '../../platform/edge/scf.ts';
import { database } from '../../shared/compose/database.ts';
import { callerAt, refusalOf, type SeenReply, sendTo } from '../../tests/support/routes/caller.ts';
import { httpEventOf } from '../../tests/support/scf.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();
const phone = await callerAt(laptop, 'the phone');

const asBrowser = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
  token?: string,
): Promise<SeenReply> => sendTo(laptop, method, path, { body, token });

function newKey() {
  const secret = randomBytes(32).toString('base64url');
  return { secret, challenge: createHash('sha256').update(secret).digest('base64url') };
}

interface Ticket {
  readonly ticket: string;
  readonly expiresAt: string;
  readonly miniProgramCode: { readonly url: string };
}

async function pageWithCode() {
  const key = newKey();
  const { body } = await asBrowser('POST', '/v1/sessions/scan-tickets', { challenge: key.challenge });
  return { key, ticket: body as Ticket };
}

const renewal = (secret: string, next = newKey().challenge) =>
  asBrowser('POST', '/v1/sessions/renewals', { secret, next });
const stateOf = async ({ ticket }: Ticket, wait = 0) =>
  (await asBrowser('GET', `/v1/sessions/scan-tickets/${ticket}?wait=${wait}`)).body;
const confirm = ({ ticket }: Ticket) => phone('POST', `/v1/sessions/scan-tickets/${ticket}/confirmation`);
const filingsFor = (token: string) => asBrowser('GET', '/v1/filings', undefined, token);

describe('signing in by scanning', () => {
  it('shows a code to scan, which is a picture', async () => {
    const { ticket } = await pageWithCode();

    const picture = await fetch(ticket.miniProgramCode.url);

    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('gives the page a token for the person’s account once they have confirmed on the phone', async () => {
    const { key, ticket } = await pageWithCode();
    const early = await renewal(key.secret);
    const waiting = await stateOf(ticket);

    await confirm(ticket);
    const confirmed = await stateOf(ticket);
    const { status, body } = await renewal(key.secret);

    const { token } = body as { token: string };
    expect(refusalOf(early)).toBe('401 session.invalid');
    expect([waiting, confirmed]).toEqual([{ state: 'waiting' }, { state: 'confirmed' }]);
    expect(status).toBe(201);
    expect((await filingsFor(token)).status).toBe(200);
  });

  it('tells the signed-in phone what asks, before it is confirmed, and nobody else', async () => {
    const response = await fetch(`${laptop.addresses.gateway}/v1/sessions/scan-tickets`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0',
      },
      body: JSON.stringify({ challenge: newKey().challenge }),
    });
    const ticket = (await response.json()) as Ticket;
    const path = `/v1/sessions/scan-tickets/${ticket.ticket}/asker`;

    const asker = await phone('GET', path);
    const stranger = await asBrowser('GET', path);
    await confirm(ticket);
    const afterwards = await phone('GET', path);

    expect(asker).toMatchObject({
      status: 200,
      body: { addressRange: '127.0.*.*', browser: 'Windows 上的 Edge', expiresAt: ticket.expiresAt },
    });
    const { askedAt } = asker.body as { askedAt: string };
    expect(Date.parse(ticket.expiresAt) - Date.parse(askedAt)).toBeGreaterThan(179_000);
    expect(refusalOf(stranger)).toBe('401 session.missing');
    expect(refusalOf(afterwards)).toBe('409 scan-ticket.used');
  });

  it('replies to a waiting page as soon as the phone has confirmed', async () => {
    const { ticket } = await pageWithCode();

    const waiting = stateOf(ticket, 15);
    await confirm(ticket);

    expect(await waiting).toEqual({ state: 'confirmed' });
  });

  it('gives nothing to somebody who has only photographed the code', async () => {
    const { ticket } = await pageWithCode();
    await confirm(ticket);

    const reply = await renewal(newKey().secret);

    expect(refusalOf(reply)).toBe('401 session.invalid');
  });

  it('accepts a code once', async () => {
    const { ticket } = await pageWithCode();
    await confirm(ticket);

    const again = await confirm(ticket);

    expect(refusalOf(again)).toBe('409 scan-ticket.used');
  });

  it('refuses a code that does not exist', async () => {
    const reply = await confirm({ ticket: 'never-shown-0000000000' } as Ticket);

    expect(refusalOf(reply)).toBe('404 scan-ticket.unknown');
    expect(await stateOf({ ticket: 'never-shown-0000000000' } as Ticket)).toEqual({ state: 'expired' });
  });
});

describe('a device that signed in with a challenge', () => {
  async function device(name: string) {
    const key = newKey();
    const code = await laptop.loginCode(name);
    const { body } = await asBrowser('POST', '/v1/sessions', { code, challenge: key.challenge });
    return { key, token: (body as { token: string }).token };
  }

  it('renews its session without the person', async () => {
    const { key } = await device('renews');
    const next = newKey();

    const first = await renewal(key.secret, next.challenge);
    const second = await renewal(next.secret);

    expect([first.status, second.status]).toEqual([201, 201]);
  });

  it('is signed out by its secret', async () => {
    const { key } = await device('signs out');

    const { status, body } = await asBrowser('POST', '/v1/sessions/ends', { secret: key.secret });

    expect([status, body]).toEqual([200, {}]);
    expect(refusalOf(await renewal(key.secret))).toBe('401 session.invalid');
  });

  it('is signed out together with all others of the same person', async () => {
    const [lost, kept] = [await device('lost phone'), await device('lost phone')];

    const { body } = await asBrowser('DELETE', '/v1/sessions', undefined, kept.token);

    expect(body).toEqual({ ended: 2 });
    expect(refusalOf(await renewal(lost.key.secret))).toBe('401 session.invalid');
  });

  it('is told what is wrong with an invalid secret', async () => {
    const { status, body } = await renewal('short');

    expect(status).toBe(422);
    expect(body).toMatchObject({
      error: {
        facts: { fields: [{ field: 'secret', message: '请填写 32 字节随机密钥（base64url，43 个字符）。' }] },
      },
    });
  });
});

describe('tickets to scan', () => {
  it('are 200 an hour for one network, and as ever for others', async () => {
    const make = async (address: string) => {
      const body = { challenge: newKey().challenge };
      const event = httpEventOf('POST /v1/sessions/scan-tickets', { headers: { 'x-scf-remote-addr': address }, body });
      const result = await laptop.host.invoke('session', event);
      return result.ok ? (result.value as HttpReply) : undefined;
    };
    await make('203.0.113.77');
    await (await database()).sql.updateTable('caller_limit').set({ calls: 200 }).where('calls', '=', 1).execute();

    const [refused, other] = [await make('203.0.113.77'), await make('203.0.113.78')];

    expect([refused?.statusCode, other?.statusCode]).toEqual([429, 201]);
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(3500);
  });
});
