import { listen } from 'loopback-server/http-server.ts';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Call, callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

const ENDPOINTS = '/v1/webhook-endpoints';
const NOBODY = '00000000-0000-4000-8000-000000000000';
const FIVE_SECOND_TIMER = { Type: 'Timer', TriggerName: 'delivery', Time: '2026-11-25T02:00:00Z', Message: '' };

interface Endpoint {
  readonly endpointId: string;
  readonly state: string;
  readonly view: { readonly url: string };
}
interface Message {
  readonly messageId: string;
  readonly delivery: string;
  readonly attempts: readonly { readonly status?: number }[];
}

let received: { headers: Record<string, string>; body: string }[];
let status: number;
let people = 0;
let name: string;
let owner: Call;
const hookPath = () => `/hook-${people}`;
const hook = () => receiver.url + hookPath();

const { laptop } = await sharedLaptop();
const receiver = await listen(0, async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  // A retry of another test's message may still arrive; it has another path.
  if (request.url === hookPath()) received.push({ headers: request.headers as Record<string, string>, body });
  response.writeHead(status).end();
});
afterAll(async () => {
  await receiver.stop();
});
beforeEach(async () => {
  people += 1;
  name = `integrator ${people}`;
  owner = await callerAt(laptop, name);
  received = [];
  status = 200;
});

const register = async (call: Call = owner, body: object = { url: hook() }) => {
  const reply = await call('POST', ENDPOINTS, body);
  return { reply, ...(reply.body as Endpoint) };
};
const secretAt = async ({ url }: { readonly url: string }) =>
  ((await (await fetch(url)).json()) as { secret: string }).secret;
const messagesOf = async (endpointId: string) =>
  ((await owner('GET', `${ENDPOINTS}/${endpointId}/messages`)).body as { messages: readonly Message[] }).messages;
const deliver = () => laptop.host.invoke('delivery', FIVE_SECOND_TIMER);

/** Delivers. The delivery that the commit triggered may have the message already. */
async function heard(messages: number): Promise<void> {
  await deliver();
  await vi.waitFor(() => expect(received.length).toBeGreaterThanOrEqual(messages), 60_000);
}

/** A change that integrators are notified of: a draft is abandoned. */
async function abandonFiling(): Promise<string> {
  const { filingId } = await openDraft(await laptop.signedIn(name));
  await owner('POST', `/v1/submissions/${filingId}/abandonment`);
  return filingId;
}

describe('registering an endpoint', () => {
  it('shows its secret once, in a view, and the reply and the list hold none of it', async () => {
    const { reply, view } = await register();

    const secret = await secretAt(view);
    const list = await owner('GET', ENDPOINTS);

    expect(reply.status).toBe(201);
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(reply.text + list.text).not.toContain(secret.slice(6, 26));
    expect(list.body).toMatchObject({ endpoints: [{ url: hook(), state: 'active' }] });
  });

  it('does not show a key in the address', async () => {
    const { reply } = await register(owner, { url: `${hook()}?key=abcdef` });

    const list = await owner('GET', ENDPOINTS);

    expect(reply.text + list.text).not.toContain('abcdef');
    expect(list.body).toMatchObject({ endpoints: [{ url: `${hook()}?…` }] });
  });

  it('[I2] twice with the same key returns the same endpoint', async () => {
    const options = { idempotencyKey: 'register-once-0123456789' };

    const first = await owner('POST', ENDPOINTS, { url: receiver.url }, options);
    const second = await owner('POST', ENDPOINTS, { url: receiver.url }, options);

    const { body } = await owner('GET', ENDPOINTS);
    expect(second.text).toBe(first.text);
    expect((body as { endpoints: readonly object[] }).endpoints).toHaveLength(1);
  });

  // A label of a name has at most 63 characters, so this one is never resolved.
  const nowhere = `${'a'.repeat(64)}.invalid`;

  it.each([
    ['ftp://partner.example/hook', 'insecure'],
    ['https://user:word@127.0.0.1/hook', 'insecure'],
    [`https://${nowhere}/hook`, 'unknown-host'],
  ])('[D5] is refused for an address that can not be called: %s', async (url, problem) => {
    const { reply } = await register(owner, { url });

    expect(refusalOf(reply)).toBe('422 webhook.address');
    expect(reply.body).toMatchObject({ error: { facts: { problem } } });
  });

  it.each([
    [{ url: 'partner.example' }],
    [{ url: 'https://a.cn/', events: ['filing.nothing'] }],
    [{ url: 'https://a.cn/', events: [] }],
  ])('is refused when it is not as described: %j', async (body) => {
    expect(refusalOf((await register(owner, body)).reply)).toBe('422 request.invalid');
  });

  it('is possible five times, also when ten try concurrently', async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, () => register()));

    const statuses = replies.map(({ reply }) => reply.status).toSorted();
    expect(statuses).toEqual([...Array(5).fill(201), ...Array(5).fill(409)]);
  });
});

describe('an endpoint', () => {
  it('receives its owner’s filings, and can verify them with the secret', async () => {
    const { endpointId, view } = await register();
    const filingId = await abandonFiling();

    await heard(1);

    const verifier = new Webhook(await secretAt(view));
    expect(received.map(({ body, headers }) => verifier.verify(body, headers))).toEqual([
      expect.objectContaining({
        type: 'filing.abandoned',
        data: expect.objectContaining({ filingId, state: 'abandoned' }),
      }),
    ]);
    await vi.waitFor(async () => {
      expect(await messagesOf(endpointId)).toEqual([
        expect.objectContaining({ filingId, event: 'filing.abandoned', delivery: 'sent' }),
      ]);
    }, 60_000);
  });

  it('[D3] shows its attempts, and can have one message repeated or all that failed', async () => {
    status = 500;
    const { endpointId } = await register();
    await abandonFiling();
    await heard(1);
    const failed = await vi.waitFor(async () => {
      const [message] = await messagesOf(endpointId);
      expect(message?.attempts[0]).toMatchObject({ status: 500, failure: 'broken' });
      return message;
    }, 60_000);

    const redelivery = await owner('POST', `${ENDPOINTS}/${endpointId}/messages/${failed?.messageId}/redelivery`);
    const replay = await owner('POST', `${ENDPOINTS}/${endpointId}/replays`, { since: '2026-01-01T00:00:00Z' });

    expect(failed?.delivery).toBe('waiting');
    expect([redelivery.status, redelivery.body]).toEqual([202, { messageId: failed?.messageId }]);
    // The message waits for its next attempt and was not given up.
    expect([replay.status, replay.body]).toEqual([202, { messages: 0 }]);
  });

  it('gets a new secret, which signs in addition to the old one', async () => {
    const { endpointId, view } = await register();
    const secrets = [await secretAt(view)];
    const changed = await owner('POST', `${ENDPOINTS}/${endpointId}/secret`);
    secrets.push(await secretAt((changed.body as Endpoint).view));
    await abandonFiling();

    await heard(1);

    const [message] = received;
    expect(new Set(secrets).size).toBe(2);
    for (const secret of secrets)
      expect(new Webhook(secret).verify(message?.body ?? '', message?.headers ?? {})).toBeDefined();
  });

  it('receives nothing more after it was removed', async () => {
    const { endpointId } = await register();
    const removed = await owner('DELETE', `${ENDPOINTS}/${endpointId}`);
    await abandonFiling();

    await deliver();

    expect([removed.status, received]).toEqual([200, []]);
    expect(refusalOf(await owner('DELETE', `${ENDPOINTS}/${endpointId}`))).toBe('404 webhook.unknown');
  });

  it('can be activated at any time', async () => {
    const { endpointId } = await register();

    const reply = await owner('POST', `${ENDPOINTS}/${endpointId}/activation`);

    expect([reply.status, (reply.body as Endpoint).state]).toEqual([200, 'active']);
  });

  it('[A1] is unknown to everybody else', async () => {
    const { endpointId } = await register();
    await abandonFiling();
    const [message] = await messagesOf(endpointId);
    const stranger = await callerAt(laptop, 'stranger');
    const at = `${ENDPOINTS}/${endpointId}`;

    const replies = [
      await stranger('GET', `${at}/messages`),
      await stranger('POST', `${at}/messages/${message?.messageId}/redelivery`),
      await stranger('POST', `${at}/replays`, { since: '2026-01-01T00:00:00Z' }),
      await stranger('POST', `${at}/secret`),
      await stranger('POST', `${at}/activation`),
      await stranger('DELETE', at),
    ];

    expect(replies.map(refusalOf)).toEqual(Array(6).fill('404 webhook.unknown'));
    expect((await owner('GET', ENDPOINTS)).body).toMatchObject({ endpoints: [{ endpointId, state: 'active' }] });
  });

  it('shows only its own messages', async () => {
    const { endpointId } = await register();

    const reply = await owner('POST', `${ENDPOINTS}/${endpointId}/messages/msg_${NOBODY}_${NOBODY}_1/redelivery`);

    expect(refusalOf(reply)).toBe('404 webhook.message-unknown');
  });
});

it('is delivered right after the commit, without the timer', async () => {
  await laptop.timers.stop();
  // The courier calls at most once a second.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await register();
  await abandonFiling();

  await vi.waitFor(() => expect(received).toHaveLength(1), 60_000);
});
