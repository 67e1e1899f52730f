import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCos } from '../../local/cloud/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from '../../local/cloud/credentials.ts';
import { listen, type Running } from '../../local/http-server.ts';
import { type RunningReviewDesk, startReviewDesk } from '../../local/review-desk/review-desk.ts';
import { createObjectStore } from '../../shared/adapters/cos/object-store.ts';
import { cryptoIds } from '../../shared/adapters/node-crypto/ids.ts';
import { createReviewDesk } from '../../shared/adapters/review-desk/review-desk.ts';
import type { DocumentKind, DocumentState, DocumentSubject } from '../../shared/domain/document.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { signMessage } from '../../shared/edge/signed-message.ts';
import { timerFunction } from '../../shared/edge/timer-function.ts';
import type { ObjectStore } from '../../shared/ports/object-store.ts';
import { DESK_KEYS, DESK_SECRET, reviewTables, SITE_OWNER } from '../../tests/support/review-tables.ts';
import { deliverMessages } from './deliver-messages.ts';

type Tables = Awaited<ReturnType<typeof reviewTables>>;
type Submitted = Awaited<ReturnType<Tables['submittedFiling']>>;

const BUCKET = `icp-filing-test-${LAPTOP_ACCOUNT.appId}`;
const FINDING: Finding = {
  ruleId: 'MT-06',
  severity: 'warn',
  field: 'principal.idNumber',
  message: '证件照片有轻微反光。',
  params: {},
};

let dir: string;
let tables: Tables;
let cos: Running;
let objectStore: ObjectStore;
let standIn: RunningReviewDesk;
let deskUrl: string;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  dir = mkdtempSync(join(tmpdir(), 'delivery-'));
  tables = await reviewTables();
  cos = await startCos({
    port: 0,
    dir: join(dir, 'cos'),
    credentials: LAPTOP_CREDENTIALS,
    account: LAPTOP_ACCOUNT,
    buckets: [BUCKET],
  });
  const credentials = () => LAPTOP_CREDENTIALS;
  objectStore = createObjectStore({ bucket: BUCKET, region: LAPTOP_ACCOUNT.region, endpoint: cos.url, credentials });
});
afterAll(async () => {
  await cos.stop();
  await tables.close();
  rmSync(dir, { recursive: true });
});
beforeEach(async () => {
  vi.mocked(console.log).mockClear();
  const desk = { port: 0, secret: DESK_SECRET, webhookUrl: () => 'http://127.0.0.1:1/', log: () => {} };
  standIn = await startReviewDesk({ ...desk, dir: mkdtempSync(join(dir, 'desk-')), mode: 'manual' });
  standIn.setFaults({ lose: true });
  deskUrl = standIn.url;
});
afterEach(async () => {
  await standIn.stop();
  await tables.transactions.sql.deleteFrom('outbox').execute();
});

/** The function as one instance runs it. The middle of every jitter, so that waits are those of the schedule. */
function instance(timeLimitMs = 60_000) {
  const ports = tables.instance();
  const desk = createReviewDesk({
    baseUrl: deskUrl,
    ids: cryptoIds,
    sign: (message) => ({ ...signMessage(DESK_KEYS, { ...message, at: new Date() }) }),
  });
  const middle = {
    ...cryptoIds,
    secret: () => Buffer.from('80000000000000000000000000000000', 'hex').toString('base64url'),
  };
  const needs = {
    clock: async () => tables.clock,
    ids: async () => middle,
    outbox: async () => ports.outbox,
    reviews: async () => ports.reviews,
    documents: async () => ports.documents,
    livenessChecks: async () => ports.livenessChecks,
    reviewDesk: async () => desk,
    objectStore: async () => objectStore,
  };
  const handler = timerFunction({ needs, useCase: deliverMessages });
  const event = { Type: 'Timer', TriggerName: 'delivery', Time: '2026-11-25T02:00:00Z', Message: '' };
  return () =>
    handler(event, {
      request_id: 'request',
      function_name: 'delivery',
      memory_limit_in_mb: 128,
      time_limit_in_ms: timeLimitMs,
    });
}

/** A document that intake let pass. */
async function addDocument(
  { filingId, applicantId }: Submitted,
  kind: DocumentKind,
  subject: DocumentSubject,
  state: DocumentState = 'ready',
) {
  const [id, cleanKey] = [cryptoIds.uuid(), `clean/materials/${cryptoIds.secret()}`];
  const contentType = kind === 'liveness-video' ? 'video/mp4' : 'image/png';
  const incomingKey = `incoming/${cryptoIds.secret()}`;
  await objectStore.write(cleanKey, Buffer.from(`${kind} ${id}`), contentType);
  await tables.documents.create(
    { id, filingId, applicantId, kind, subject, contentType, maxBytes: 1000, incomingKey },
    { since: new Date(0), grants: 1000, bytes: Infinity },
  );
  await tables.documents.change(id, 'waiting', { state, cleanKey, findings: [FINDING] });
  tables.clock.forward(1);
  return id;
}

const outboxRow = () => tables.transactions.sql.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
const submissions = () => standIn.list().map(({ filingId, submission }) => [filingId, submission?.round]);

describe('delivery', () => {
  it('hands a submission in with everything the person filled in, and with its documents', async () => {
    const filing = await tables.submittedFiling();
    await addDocument(filing, 'id-front', 'principal');
    const front = await addDocument(filing, 'id-front', 'principal');
    await addDocument(filing, 'id-front', 'principal', 'refused');

    const counts = await instance()();

    const submission = standIn.list()[0]?.submission;
    const shown = await fetch(`${standIn.url}/filings/${filing.filingId}/documents/${front}`);
    expect(counts).toEqual({ sent: 1, postponed: 0, parked: 0 });
    expect(submission?.data).toMatchObject({
      filingType: 'first',
      eligibility: { certificateNumber: '91440300MA5FAKE01G' },
      websites: [{ id: filing.websiteId, details: { remark: '展示公司产品的介绍和使用说明' } }],
      findings: [{ ruleId: 'MT-06', severity: 'warn', field: 'principal.idNumber', message: '证件照片有轻微反光。' }],
    });
    expect(submission?.documents).toEqual([
      { id: front, kind: 'id-front', label: '身份证人像面', subject: 'principal', contentType: 'image/png' },
    ]);
    expect(await shown.text()).toBe(`id-front ${front}`);
    expect(await outboxRow()).toMatchObject({ state: 'sent', failure: null });
  });

  it('shows of the liveness checks only what was passed', async () => {
    const filing = await tables.submittedFiling();
    const subject = `website:${filing.websiteId}` as const;
    const media = async () => [
      await addDocument(filing, 'liveness-photo', subject),
      await addDocument(filing, 'liveness-video', subject),
    ];
    const [passed, failed] = [await media(), await media()];
    for (const [[photo = '', video = ''], state] of [[passed, 'passed'] as const, [failed, 'failed'] as const]) {
      await tables.livenessChecks.create(
        {
          id: cryptoIds.uuid(),
          filingId: filing.filingId,
          websiteId: filing.websiteId,
          person: SITE_OWNER,
          state,
          challenge: { actions: ['open-mouth'] },
          photoDocumentId: photo,
          videoDocumentId: video,
          reasons: [],
          expiresAt: tables.clock.now(),
          createdAt: tables.clock.now(),
        },
        5,
      );
    }

    await instance()();

    expect(standIn.list()[0]?.submission?.documents.map(({ id }) => id)).toEqual(passed);
  });

  it('gives the same content hash on every attempt', async () => {
    const filing = await tables.submittedFiling();
    await addDocument(filing, 'business-licence', 'organizer');
    await instance()();
    const first = standIn.list()[0]?.submission?.contentHash;
    await tables.transactions.sql.updateTable('outbox').set({ state: 'waiting', key: 'another-message' }).execute();
    await standIn.stop();
    standIn = await startReviewDesk({
      port: 0,
      dir: mkdtempSync(join(dir, 'desk-')),
      secret: DESK_SECRET,
      webhookUrl: () => 'http://127.0.0.1:1/',
      mode: 'manual',
      log: () => {},
    });
    deskUrl = standIn.url;

    tables.clock.forward(100);
    await instance()();

    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(standIn.list()[0]?.submission?.contentHash).toBe(first);
  });

  it('does not send a submission that was withdrawn, but its withdrawal', async () => {
    const filing = await tables.submittedFiling();
    const { filingId } = filing;
    await tables.filings.change(filingId, filing.applicantId, () => ({
      event: 'withdraw',
      send: [{ topic: 'review-desk.withdraw', key: `withdraw/${filingId}/1`, payload: { filingId, round: 1 } }],
    }));

    const counts = await instance()();

    expect(counts).toMatchObject({ sent: 2 });
    expect(submissions()).toEqual([[filingId, undefined]]);
    expect(standIn.list()[0]?.withdrawnRound).toBe(1);
  });

  it('[D1] sends a message once although four instances work at once', async () => {
    const filings: Submitted[] = [];
    for (let count = 1; count <= 12; count += 1) filings.push(await tables.submittedFiling());

    const runs = await Promise.all([instance(), instance(), instance(), instance()].map((run) => run()));

    expect(runs.reduce((sum, { sent = 0 }) => sum + sent, 0)).toBe(12);
    expect(submissions().toSorted()).toEqual(filings.map(({ filingId }) => [filingId, 1]).toSorted());
  });

  it('sends again under the same id after an instance died before it could say that it was done', async () => {
    const filing = await tables.submittedFiling();
    await tables.outbox.claim(5, 60);
    const early = await instance()();
    tables.clock.forward(61);

    const late = await instance()();

    expect([early.sent, late.sent]).toEqual([0, 1]);
    expect(standIn.list()[0]?.messageIds).toEqual([`submit/${filing.filingId}/1`]);
  });
});

describe('delivery to a desk that fails', () => {
  let answer: number;
  let failing: Running;
  let attempts: string[];
  beforeEach(async () => {
    attempts = [];
    failing = await listen(0, async (request, response) => {
      attempts.push(String(request.headers['webhook-id']));
      response.writeHead(answer).end('{"phone":"13800000000"}');
    });
    deskUrl = failing.url;
  });
  afterEach(() => failing.stop());

  it('[D1] comes again after 5 s, 30 s, 2 m, 10 m, 30 m, 2 h, 5 h, 10 h, and then parks the message with an alarm', async () => {
    answer = 503;
    const { filingId } = await tables.submittedFiling();
    const run = instance();
    const waits: number[] = [];

    for (;;) {
      await run();
      const { state, due_at: dueAt } = await outboxRow();
      if (state !== 'waiting') break;
      const seconds = (dueAt.getTime() - tables.clock.now().getTime()) / 1000;
      waits.push(Math.round(seconds));
      tables.clock.forward(seconds - 1);
      expect(await run()).toMatchObject({ sent: 0, postponed: 0 });
      tables.clock.forward(1.001);
    }

    const levels = vi.mocked(console.log).mock.calls.map(([line]) => JSON.parse(String(line)).level as string);
    expect(waits).toEqual([5, 30, 120, 600, 1800, 7200, 18000, 36000]);
    expect(attempts).toEqual(Array.from({ length: 9 }, () => `submit/${filingId}/1`));
    expect(levels.filter((level) => level === 'alarm')).toHaveLength(1);
    expect(await outboxRow()).toMatchObject({
      state: 'parked',
      attempts: 9,
      failure: 'review-desk: broken (HTTP 503)',
    });
  });

  it('[D2] gives a desk that is overloaded a minute', async () => {
    answer = 429;
    await tables.submittedFiling();

    const counts = await instance()();

    const { due_at: dueAt, failure } = await outboxRow();
    expect(counts).toEqual({ sent: 0, postponed: 1, parked: 0 });
    expect(dueAt.getTime() - tables.clock.now().getTime()).toBe(60_000);
    expect(failure).toBe('review-desk: throttled (HTTP 429)');
  });

  it('[P6] repeats nothing of what the desk answered', async () => {
    answer = 422;
    await tables.submittedFiling();

    await instance()();

    const logged = JSON.stringify(vi.mocked(console.log).mock.calls);
    expect(attempts).toHaveLength(1);
    expect(logged + JSON.stringify(await outboxRow())).not.toContain('13800000000');
  });

  it('keeps a message that our own code could not send, with an alarm', async () => {
    answer = 200;
    await tables.outbox.add([{ topic: 'review-desk.submit', key: 'odd', payload: { filingId: 'x' } }]);

    const counts = await instance()();

    const logged = vi.mocked(console.log).mock.calls.map(([line]) => JSON.parse(String(line)) as unknown);
    expect(counts).toEqual({ sent: 0, postponed: 1, parked: 0 });
    expect(logged).toContainEqual(
      expect.objectContaining({ level: 'alarm', port: 'delivery', error: expect.stringContaining('ZodError') }),
    );
  });

  it('leaves what it has no time for to the next run', async () => {
    answer = 200;
    await tables.submittedFiling();

    const counts = await instance(20_000)();

    expect(counts).toEqual({ sent: 0, postponed: 0, parked: 0 });
    expect(attempts).toEqual([]);
  });
});
