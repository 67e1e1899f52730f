import { sql } from 'kysely';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import type { FilingEvent } from '../../shared/domain/filing/machine.ts';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../shared/domain/messages/webhook-event.ts';
import { type DeliveryUnderTest, deliveryUnderTest } from '../../tests/support/delivery.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const NEW_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const DAY = 24 * 3600;

interface Received {
  readonly headers: Record<string, string>;
  readonly body: string;
}

let delivery: DeliveryUnderTest;
let tables: DeliveryUnderTest['tables'];
let receiver: Running;
let received: Received[];
let answer: { readonly status: number; readonly headers?: Record<string, string> };

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  delivery = await deliveryUnderTest();
  ({ tables } = delivery);
  receiver = await listen(0, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers as Record<string, string>, body });
    response.writeHead(answer.status, answer.headers).end('{"name":"周明远"}');
  });
});
afterAll(async () => {
  await receiver.stop();
  await delivery.close();
});
beforeEach(() => {
  received = [];
  answer = { status: 204 };
});
afterEach(async () => {
  await tables.transactions.sql.deleteFrom('outbox').execute();
});

/** A submitted filing whose applicant has an endpoint, and whose outbox is empty. */
async function filingWithEndpoint(events: readonly WebhookEvent[] = WEBHOOK_EVENTS) {
  const { filingId, applicantId } = await tables.submittedFiling();
  await tables.transactions.sql.deleteFrom('outbox').execute();
  const endpoint = {
    id: cryptoIds.uuid(),
    accountId: applicantId,
    url: `${receiver.url}/hook`,
    events,
    secret: SECRET,
  };
  await tables.webhookEndpoints.create(endpoint, 5);
  return { filingId, applicantId, endpointId: endpoint.id };
}

/** Applies events to a filing and keeps only the messages for integrators. */
async function happen(filingId: string, ...events: readonly FilingEvent[]): Promise<void> {
  for (const event of events) await tables.reviews.changeFiling(filingId, () => ({ event }));
  await tables.transactions.sql.deleteFrom('outbox').where('lane', '!=', 'webhook').execute();
}

/** The content of a message for a receiver that verifies it with the reference package. */
const verified = ({ body, headers }: Received, secret = SECRET): unknown => new Webhook(secret).verify(body, headers);
const row = () =>
  tables.transactions.sql.selectFrom('outbox').selectAll().where('lane', '=', 'webhook').executeTakeFirstOrThrow();
const messagesOf = (endpointId: string) => tables.webhookMessages.ofEndpoint(endpointId, 50);

describe('a message to an integrator', () => {
  it('[D4] is signed, thin, and names the state that the filing has reached', async () => {
    const { filingId, endpointId } = await filingWithEndpoint();
    await happen(filingId, 'accept');
    const { updatedAt } = await tables.reviews.findFiling(filingId);

    const counts = await delivery.instance()();

    expect(counts).toEqual({ sent: 1, ended: 0, postponed: 0, parked: 0 });
    expect(received).toHaveLength(1);
    expect(received[0]?.headers['webhook-id']).toBe(`msg_${endpointId}_${filingId}_3`);
    expect(received.map((message) => verified(message))).toEqual([
      {
        type: 'filing.queued',
        timestamp: updatedAt.toISOString(),
        data: { filingId, state: 'queued', round: 1, version: 3 },
      },
    ]);
  });

  it('about a record says what happened to it, under a key of its own', async () => {
    const { filingId, endpointId } = await filingWithEndpoint(['record.changed', 'record.ended']);
    for (const event of ['accept', 'send-sms', 'confirm-sms'] as const)
      await tables.reviews.changeFiling(filingId, () => ({ event }));
    const { contents } = await tables.reviews.findFiling(filingId);
    const websites = { [contents.websites[0]?.id ?? '']: '粤ICP备2026000008号-1' };
    const numbers = { organizer: '粤ICP备2026000008号', websites };
    await tables.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
    const at = new Date('2026-12-01T02:00:00Z');
    const recordId = recordBegunBy(filingId);
    const event = { recordId, sequence: 1, kind: 'cancelled', whole: true, at, websites: [], items: [] } as const;
    await tables.recordEvents.keep(event);
    await tables.recordEvents.applyKept(recordId);
    await tables.transactions.sql.deleteFrom('outbox').where('lane', '!=', 'webhook').execute();

    await delivery.instance()();

    const ended = received.find(({ headers }) => headers['webhook-id'] === `msg_${endpointId}_${filingId}_r2`);
    expect(ended && verified(ended)).toEqual({
      type: 'record.ended',
      timestamp: '2026-12-01T02:00:00.000Z',
      data: { recordId: filingId, cause: 'cancelled', state: 'ended', version: 2 },
    });
    expect((await messagesOf(endpointId)).map(({ about, event }) => [about, event])).toEqual(
      expect.arrayContaining([
        [{ recordId: filingId }, 'record.changed'],
        [{ recordId: filingId }, 'record.ended'],
      ]),
    );
  });

  it('is sent for the events that the endpoint subscribes to, and for no other change', async () => {
    const { filingId } = await filingWithEndpoint(['filing.returned', 'filing.sms_verification']);
    await happen(filingId, 'accept', 'send-sms', 'fail-sms', 'save');

    await delivery.instance()();

    const told = received.map((message) => (verified(message) as { type: string }).type);
    expect(told.toSorted()).toEqual(['filing.returned', 'filing.sms_verification']);
  });

  it('is not sent about other people’s filings', async () => {
    await filingWithEndpoint();
    const other = await tables.submittedFiling();
    await happen(other.filingId, 'accept');

    await delivery.instance()();

    expect(received).toEqual([]);
  });

  it('[S5] is rolled back with the change that caused it', async () => {
    const { filingId, endpointId } = await filingWithEndpoint();

    const failed = tables.transactions.inTransaction(async () => {
      await tables.reviews.changeFiling(filingId, () => ({ event: 'accept' }));
      throw new Error('later step');
    });

    await expect(failed).rejects.toThrow('later step');
    expect(await messagesOf(endpointId)).toEqual([]);
  });

  it('carries both signatures for a day after the secret was changed, and then only the new one', async () => {
    const { filingId, applicantId, endpointId } = await filingWithEndpoint();
    const until = new Date(tables.clock.now().getTime() + DAY * 1000);
    await tables.webhookEndpoints.changeSecret(endpointId, applicantId, NEW_SECRET, until);
    await happen(filingId, 'accept');
    await delivery.instance()();
    for (const secret of [SECRET, NEW_SECRET]) expect(verified(received[0] as Received, secret)).toBeDefined();
    tables.clock.forward(DAY);
    await happen(filingId, 'send-sms');

    await delivery.instance()();

    expect(received[1]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });
});

describe('a receiver that fails', () => {
  it('[D1] gets retries after 5 s, 5 m, 30 m, 2 h, 5 h, 10 h and 10 h; [D4] with one id, newly signed; [D3] then parked', async () => {
    answer = { status: 500 };
    const { filingId, endpointId } = await filingWithEndpoint();
    await happen(filingId, 'accept');
    const run = delivery.instance();
    const waits: number[] = [];
    for (;;) {
      await run();
      const { state, due_at: dueAt } = await row();
      if (state !== 'waiting') break;
      const seconds = Math.ceil((dueAt.getTime() - tables.clock.now().getTime()) / 1000);
      waits.push(seconds);
      tables.clock.forward(seconds - 1);
      expect(await run()).toMatchObject({ sent: 0, postponed: 0 });
      tables.clock.forward(1);
    }

    const [message] = await messagesOf(endpointId);
    expect(waits).toEqual([5, 300, 1800, 7200, 18000, 36000, 36000]);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers['webhook-signature'])).size).toBe(8);
    expect(message).toMatchObject({ delivery: 'parked', nextAttemptAt: undefined });
    expect(message?.attempts.map(({ status, failure }) => [status, failure])).toEqual(
      Array.from({ length: 8 }, () => [500, 'broken']),
    );
  });

  it.each([
    [302, { location: 'http://127.0.0.1:1/' }, 5],
    [404, {}, 5],
    [429, {}, 60],
    [503, { 'retry-after': '120' }, 120],
    [503, { 'retry-after': '999999' }, DAY],
  ])('[D2] with %i %j is retried after %i s… %i s', async (status, headers, seconds) => {
    answer = { status, headers };
    const { filingId } = await filingWithEndpoint();
    await happen(filingId, 'accept');

    await delivery.instance()();

    expect((await row()).due_at.getTime() - tables.clock.now().getTime()).toBe(seconds * 1000);
    expect(received).toHaveLength(1);
  });

  it('[D3] for five days is disabled, its owner notified once, and its messages kept until it is enabled', async () => {
    answer = { status: 500 };
    const { filingId, applicantId, endpointId } = await filingWithEndpoint();
    await happen(filingId, 'accept');
    await delivery.instance()();
    tables.clock.forward(5 * DAY - 1);
    await delivery.instance()();
    const before = await tables.webhookEndpoints.findOwn(endpointId, applicantId);
    await happen(filingId, 'send-sms', 'time-out-sms');
    tables.clock.forward(3600);
    await delivery.instance()();
    tables.clock.forward(DAY);
    await delivery.instance()();

    const notices = await tables.transactions.sql
      .selectFrom('outbox')
      .select('key')
      .where('lane', '=', 'reminder')
      .orderBy('key')
      .execute();
    const attempts = received.length;
    const disabled = await tables.webhookEndpoints.findOwn(endpointId, applicantId);
    answer = { status: 200 };
    await tables.webhookEndpoints.enable(endpointId, applicantId);
    const again = await tables.webhookMessages.sendGivenUpAgain(endpointId, new Date(0));
    await delivery.instance()();

    expect([before.disabledAt, disabled.disabledAt]).toEqual([undefined, expect.any(Date)]);
    expect(notices.map(({ key }) => key.split('/')[1])).toEqual(['webhook-disabled']);
    expect(again).toBe(3);
    expect(received.length - attempts).toBe(3);
    expect((await messagesOf(endpointId)).map(({ delivery: state }) => state)).toEqual(['sent', 'sent', 'sent']);
  });

  it('is paused, ever longer, and called once after each pause, however many messages wait, and resumes by itself', async () => {
    answer = { status: 500 };
    const { filingId, applicantId, endpointId } = await filingWithEndpoint();
    await happen(filingId, 'accept', 'send-sms', 'confirm-sms');
    const run = delivery.instance();
    const calls: number[] = [];
    for (let seconds = 0; seconds < 400; seconds += 5) {
      const before = received.length;
      await run();
      if (received.length > before) calls.push(seconds);
      expect(received.length - before).toBeLessThanOrEqual(1);
      tables.clock.forward(5);
    }
    const { failingSince, pausedUntil } = await tables.webhookEndpoints.findOwn(endpointId, applicantId);
    answer = { status: 204 };
    tables.clock.forward(400);
    await run();

    // At 160 each of the three waits for its own retry.
    expect(calls).toEqual([0, 5, 10, 20, 40, 80, 320]);
    expect(((pausedUntil?.getTime() ?? 0) - (failingSince?.getTime() ?? 0)) / 1000).toBe(640);
    expect((await messagesOf(endpointId)).map(({ delivery: state }) => state)).toContain('sent');
    const resumed = await tables.webhookEndpoints.findOwn(endpointId, applicantId);
    expect([resumed.failingSince, resumed.disabledAt]).toEqual([undefined, undefined]);
  });

  it('for an hour is told of to its owner, once', async () => {
    answer = { status: 500 };
    const { filingId } = await filingWithEndpoint();
    await happen(filingId, 'accept');
    const told = async () => {
      await delivery.instance()();
      const { rows } = await sql<{ key: string }>`select key from outbox where lane = 'reminder'`.execute(
        tables.transactions.sql,
      );
      return rows.map(({ key }) => key.split('/')[1]);
    };

    const first = await told();
    tables.clock.forward(3600);
    const afterAnHour = await told();
    tables.clock.forward(8 * 3600);

    expect([first, afterAnHour, await told()]).toEqual([[], ['webhook-paused'], ['webhook-paused']]);
  });

  it('[D3] that has accepted one message since is not disabled', async () => {
    answer = { status: 500 };
    const { filingId, applicantId, endpointId } = await filingWithEndpoint();
    await happen(filingId, 'accept');
    await delivery.instance()();
    tables.clock.forward(4 * DAY);
    answer = { status: 200 };
    await delivery.instance()();
    tables.clock.forward(2 * DAY);
    answer = { status: 500 };
    await happen(filingId, 'send-sms');

    await delivery.instance()();

    const { disabledAt, failingSince } = await tables.webhookEndpoints.findOwn(endpointId, applicantId);
    expect([disabledAt, failingSince]).toEqual([undefined, tables.clock.now()]);
  });

  it('[P6] leaves nothing of its reply with us', async () => {
    answer = { status: 400 };
    const { filingId, endpointId } = await filingWithEndpoint();
    await happen(filingId, 'accept');

    await delivery.instance()();

    const kept = JSON.stringify([await row(), await messagesOf(endpointId), vi.mocked(console.log).mock.calls]);
    expect(received).toHaveLength(1);
    expect(kept).not.toContain('周明远');
  });

  it('gets no more messages once its endpoint was removed', async () => {
    const { filingId, applicantId, endpointId } = await filingWithEndpoint();
    await happen(filingId, 'accept');
    await tables.webhookEndpoints.remove(endpointId, applicantId);

    await delivery.instance()();

    expect(await row()).toMatchObject({ state: 'ended', failure: 'gone' });
    expect(received).toEqual([]);
  });
});

describe('sending again', () => {
  it('[D3] repeats a message that was sent, under its id', async () => {
    const { filingId, endpointId } = await filingWithEndpoint();
    await happen(filingId, 'accept');
    await delivery.instance()();
    const [message] = await messagesOf(endpointId);
    tables.clock.forward(1);

    await tables.webhookMessages.sendAgain(endpointId, message?.id ?? '');
    await delivery.instance()();

    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([message?.id, message?.id]);
  });

  it('[D1] never makes two concurrent attempts at one message', async () => {
    const { filingId, endpointId } = await filingWithEndpoint();
    await happen(filingId, 'accept');
    const [message] = await messagesOf(endpointId);
    await tables.instance().webhookMessages.claimDue(false, 60);

    const found = await tables.webhookMessages.sendAgain(endpointId, message?.id ?? '');
    const counts = await delivery.instance()();

    expect([found, counts.sent]).toEqual([true, 0]);
  });
});

describe('endpoints that do not answer', () => {
  /** A receiver that takes each call and answers none, until it is stopped. */
  async function tarpit(count: number) {
    let calls = 0;
    const held = await listen(0, async () => {
      calls += 1;
    });
    const filings = await Promise.all(Array.from({ length: count }, () => tables.submittedFiling()));
    for (const { applicantId: accountId } of filings) {
      const endpoint = { id: cryptoIds.uuid(), accountId, url: held.url, events: WEBHOOK_EVENTS, secret: SECRET };
      await tables.webhookEndpoints.create(endpoint, 5);
    }
    return { filings, calls: () => calls, stop: () => held.stop() };
  }

  it('cost the others nothing: each has one call open, and the next endpoint gets its messages meanwhile', async () => {
    const dead = await tarpit(4);
    const { filingId, endpointId } = await filingWithEndpoint();
    for (const { filingId: other } of dead.filings) await happen(other, 'accept', 'send-sms', 'confirm-sms');
    tables.clock.forward(1);
    await happen(filingId, 'accept', 'send-sms');

    const run = delivery.instance()();
    await vi.waitFor(() => expect(received).toHaveLength(2), 10_000);
    const open = dead.calls();
    await dead.stop();
    await run;

    expect(open).toBe(4);
    expect((await messagesOf(endpointId)).map(({ delivery: state }) => state)).toEqual(['sent', 'sent']);
  });
});
