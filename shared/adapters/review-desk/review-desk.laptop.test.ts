import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentHashOf } from 'loopback-server/content-hash.ts';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { automaticDecision } from 'reference-desk/automatic-decision.ts';
import { startReferenceDesk } from 'reference-desk/reference-desk.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { Sign } from '../../../platform/adapters/http/signed-exchange.ts';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { systemClock } from '../../../platform/adapters/system/clock.ts';
import { signingKey, signRequest } from '../../../platform/edge/signed-message.ts';
import { describeReviewDesk } from './review-desk.suite.ts';
import { createReviewDesk } from './review-desk.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const settings = (baseUrl: string, secret = SECRET) => ({
  baseUrl,
  ids: cryptoIds,
  sign: (message: Parameters<Sign>[0]) => ({
    ...signRequest([signingKey(secret)], { ...message, at: systemClock.now() }),
  }),
});
const data = {
  filingType: 'first',
  eligibility: { region: '440000', certificateNumber: '91440300MA5FAKE01G' },
  organizer: {},
  principal: {},
  findings: [],
  websites: [],
  documents: [],
};

async function openStandIn() {
  const dir = mkdtempSync(join(tmpdir(), 'review-desk-'));
  const running = await startReferenceDesk({
    port: 0,
    dir,
    secret: SECRET,
    webhookUrl: () => 'http://127.0.0.1:1/',
    log: () => {},
    retrySeconds: [],
  });
  return {
    running,
    async close() {
      await running.stop();
      rmSync(dir, { recursive: true });
    },
  };
}

describeReviewDesk('review desk over HTTP', async () => {
  const { running, close } = await openStandIn();
  return {
    desk: createReviewDesk(settings(running.url)),
    packageOf: (filingId, round) => ({ filingId, round, contentHash: contentHashOf(data), data }),
    decide: (filingId, kind) => void running.decide(filingId, { kind }),
    onTheDesk: () =>
      running
        .list()
        .filter((filing) => automaticDecision(filing) !== undefined)
        .map(({ filingId, submission }) => ({ filingId, round: submission?.round ?? 0 })),
    close,
  };
});

describe('createReviewDesk', () => {
  let server: Running | undefined;
  afterEach(() => server?.stop());

  async function deskThatAnswers(answer: (response: ServerResponse) => void, timeoutSeconds = 5) {
    server = await listen(0, async (_request, response) => answer(response));
    return createReviewDesk({ ...settings(server.url), timeoutSeconds });
  }
  const withdraw = (desk: ReturnType<typeof createReviewDesk>) => desk.withdraw('withdraw-1', 'some-filing', 1);

  it.each([
    [429, 'throttled'],
    [401, 'refused'],
    [404, 'refused'],
    [422, 'refused'],
    [408, 'timeout'],
    [504, 'timeout'],
    [500, 'broken'],
    [503, 'broken'],
    [302, 'broken'],
  ])('maps the status %d to %s, with nothing else of the reply', async (status, kind) => {
    const desk = await deskThatAnswers((response) =>
      response.writeHead(status, { location: '/' }).end('{"phone":"1"}'),
    );

    const failure = await withdraw(desk).catch((error: unknown) => error);

    expect(failure).toMatchObject({ name: 'Failed', port: 'review-desk', kind, vendorCode: `HTTP ${status}` });
    expect(String(failure)).not.toContain('phone');
  });

  it.each(['', 'received', '{}', '{"received":false}', '[]'])('does not accept the reply %j', async (body) => {
    const desk = await deskThatAnswers((response) => response.writeHead(200).end(body));

    await expect(withdraw(desk)).rejects.toMatchObject({ kind: 'broken', vendorCode: 'UnexpectedAnswer' });
  });

  const FILING = '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01';
  const ACCEPTED = { filingId: FILING, round: 1, sequence: 1, kind: 'accepted', at: '2026-11-24T02:00:00Z' };
  it.each<[object | null | string, object]>([
    [
      { ...ACCEPTED, filingId: 'x' },
      { round: 1, sequence: 1, fields: ['filingId'] },
    ],
    [
      { ...ACCEPTED, sequence: 0, at: '2026' },
      { filingId: FILING, round: 1, fields: ['sequence', 'at'] },
    ],
    [
      { ...ACCEPTED, round: 2 ** 31 },
      { filingId: FILING, sequence: 1, fields: ['round'] },
    ],
    [
      { ...ACCEPTED, at: '0001-01-01T00:00:00Z' },
      { filingId: FILING, round: 1, sequence: 1, fields: ['at'] },
    ],
    [
      { ...ACCEPTED, at: '9999-01-01T00:00:00Z' },
      { filingId: FILING, round: 1, sequence: 1, fields: ['at'] },
    ],
    [
      { ...ACCEPTED, flagged: [{ field: 'organizer.name' }] },
      { filingId: FILING, round: 1, sequence: 1, fields: ['flagged.0.reason'] },
    ],
    ['accepted', { fields: [''] }],
    [null, { fields: [''] }],
  ])('tells what is wrong with the verdict %j, and reads the others', async (wrong, unreadable) => {
    const body = JSON.stringify({ verdicts: [wrong, ACCEPTED] });
    const desk = await deskThatAnswers((response) => response.writeHead(200).end(body));

    const answer = await desk.verdicts([{ filingId: FILING, round: 1, after: 0 }]);

    expect(answer.verdicts).toMatchObject([{ filingId: FILING, sequence: 1, kind: 'accepted' }]);
    expect(answer.unreadable).toEqual([unreadable]);
  });

  it.each([{ verdicts: null }, {}, []])('does not accept %j as verdicts', async (content) => {
    const desk = await deskThatAnswers((response) => response.writeHead(200).end(JSON.stringify(content)));

    const asked = desk.verdicts([{ filingId: 'x', round: 1, after: 0 }]);

    await expect(asked).rejects.toMatchObject({ kind: 'broken', vendorCode: 'UnexpectedAnswer' });
  });

  it('fails when the reply does not arrive, or does not end, in time', async () => {
    const silent = await deskThatAnswers(() => {}, 0.2);

    await expect(withdraw(silent)).rejects.toMatchObject({ kind: 'timeout' });

    await server?.stop();
    const endless = await deskThatAnswers((response) => response.writeHead(200).write('{"received":'), 0.2);
    await expect(withdraw(endless)).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('reports a desk that cannot be reached as broken', async () => {
    const desk = await deskThatAnswers(() => {});
    await server?.stop();

    await expect(withdraw(desk)).rejects.toMatchObject({ kind: 'broken' });
  });

  it('is refused with the wrong secret', async () => {
    const { running, close } = await openStandIn();
    const stranger = createReviewDesk(settings(running.url, `whsec_${Buffer.alloc(32, 6).toString('base64')}`));

    const refused = withdraw(stranger);

    await expect(refused).rejects.toMatchObject({ kind: 'refused', vendorCode: 'HTTP 401' });
    expect(running.list()).toEqual([]);
    await close();
  });
});
