import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sentenceOf } from '../../contracts/client/api-error.ts';
import type { HttpResponse } from '../../contracts/client/http-client.ts';
import { createApiClient } from './api-client.ts';

const refused = (retryAfterSeconds: number): HttpResponse => ({
  status: 429,
  body: {
    error: { code: 'request.too-many', message: '操作过于频繁，请稍后再试。', facts: { retryAfterSeconds } },
  },
});
const done: HttpResponse = { status: 200, body: { documentId: 'd', state: 'ready' } };

/** A client whose calls get these replies in turn, and the pauses that it makes. */
function clientOf(replies: readonly HttpResponse[]) {
  const pauses: number[] = [];
  const left = replies.values();
  const call = createApiClient({
    baseUrl: '',
    send: async () => left.next().value ?? done,
    token: async () => 'token',
    newKey: () => 'key',
    sleep: async (milliseconds) => void pauses.push(milliseconds),
    onSessionEnd: () => {},
  });
  return { pauses, poll: () => call('showDocument', { params: { documentId: 'd' }, query: { wait: 15 } }) };
}

describe('a call that meets a limit', () => {
  it('is repeated after the moment that the API names, while other polls of the person run', async () => {
    const { pauses, poll } = clientOf([refused(2), refused(2), refused(2), refused(2), refused(2)]);

    const { state } = await poll();

    expect([state, pauses]).toEqual(['ready', [2000, 2000, 2000, 2000, 2000]]);
  });

  it('is not repeated for ever', async () => {
    const { pauses, poll } = clientOf(Array.from({ length: 40 }, () => refused(2)));

    await expect(poll()).rejects.toMatchObject({ code: 'request.too-many' });
    expect(pauses).toHaveLength(30);
  });

  it.each([
    [45, '操作过于频繁，请稍后再试。大约 45 秒后可以继续。'],
    [400, '操作过于频繁，请稍后再试。今天 15:20 后再试。'],
    [43_200, '操作过于频繁，请稍后再试。明天 03:13 后再试。'],
    [150_000, '操作过于频繁，请稍后再试。12月3日 08:53 后再试。'],
  ])('for %i seconds is not repeated: the person reads when they can go on', async (seconds, sentence) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T07:13:00Z') });
    onTestFinished(() => void vi.useRealTimers());
    const { pauses, poll } = clientOf([refused(seconds)]);

    const error = await poll().catch((caught: unknown) => caught);

    expect([sentenceOf(error), pauses]).toEqual([sentence, []]);
  });
});
