import { contentHashOf } from 'loopback-server/content-hash.ts';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { type RunningReferenceDesk, startReferenceDesk } from 'reference-desk/reference-desk.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../contracts/kit/finding.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import {
  type DocumentKind,
  type DocumentState,
  type DocumentSubject,
  limitsOf,
} from '../../shared/domain/media/document.ts';
import { type DeliveryUnderTest, deliveryUnderTest } from '../../tests/support/delivery.ts';
import { DESK_SECRET } from '../../tests/support/desk/review-tables.ts';

type Tables = DeliveryUnderTest['tables'];
type Submitted = Awaited<ReturnType<Tables['submittedFiling']>>;

const FINDING: Finding = {
  ruleId: 'MT-06',
  severity: 'warn',
  field: 'principal.idNumber',
  message: '证件照片有轻微反光。',
  params: {},
};

let delivery: DeliveryUnderTest;
let tables: Tables;
let standIn: RunningReferenceDesk;
let deskUrl: string;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  delivery = await deliveryUnderTest();
  ({ tables } = delivery);
});
afterAll(() => delivery.close());
beforeEach(async () => {
  vi.mocked(console.log).mockClear();
  standIn = await openDesk();
  deskUrl = standIn.url;
});
afterEach(async () => {
  await standIn.stop();
  await tables.transactions.sql.deleteFrom('outbox').execute();
});

async function openDesk(): Promise<RunningReferenceDesk> {
  const dir = delivery.newDir('desk-');
  const webhookUrl = () => 'http://127.0.0.1:1/';
  const desk = await startReferenceDesk({
    port: 0,
    dir,
    secret: DESK_SECRET,
    webhookUrl,
    log: () => {},
  });
  desk.faults.lost = true;
  return desk;
}

const instance = (timeLimitMs?: number) =>
  delivery.instance({ deskUrl, ...(timeLimitMs !== undefined && { timeLimitMs }) });

/** A filing whose message to the desk is alone in the outbox: reminders have their own tests. */
async function submittedFiling(): Promise<Submitted> {
  const filing = await tables.submittedFiling();
  await forgetReminders();
  return filing;
}

const forgetReminders = () => tables.transactions.sql.deleteFrom('outbox').where('topic', '=', 'reminder').execute();

/** A document that intake has accepted. */
async function addDocument(
  { filingId, applicantId }: Submitted,
  kind: DocumentKind,
  subject: DocumentSubject,
  state: DocumentState = 'ready',
) {
  const [id, cleanKey] = [cryptoIds.uuid(), `clean/materials/${cryptoIds.secret()}`];
  const contentType = kind === 'liveness-video' ? 'video/mp4' : 'image/png';
  const incomingKey = `incoming/${cryptoIds.secret()}`;
  await delivery.objectStore.write(cleanKey, Buffer.from(`${kind} ${id}`), contentType);
  await tables.documents.create(
    { id, filingId, applicantId, kind, subject, contentType, maxBytes: 1000, incomingKey },
    { grants: 1000, bytes: Infinity },
  );
  await tables.documents.change(id, 'waiting', { state, cleanKey, findings: [FINDING] });
  tables.clock.forward(1);
  return id;
}

/** Freezes the round with this document, as its submission does. */
async function freezeWith({ filingId }: Submitted, documentId: string): Promise<void> {
  const frozen = await tables.filingRounds.findRound(filingId, 1);
  const document = (await tables.documents.ofFiling(filingId)).find(({ id }) => id === documentId);
  if (!frozen || !document) throw new Error('nothing to freeze');
  const { id, kind, subject, contentType } = document;
  const { ruleId, severity, field, message } = FINDING;
  const data = {
    ...frozen.data,
    documents: [{ id, kind, label: limitsOf(kind).label, subject, contentType }],
    findings: [{ ruleId, severity, field, message }],
  };
  await tables.transactions.sql.deleteFrom('filing_round').where('filing_id', '=', filingId).execute();
  await tables.filingRounds.freeze({ ...frozen, contentHash: contentHashOf(JSON.parse(JSON.stringify(data))), data });
}

const outboxRow = () => tables.transactions.sql.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
const submissions = () => standIn.list().map(({ filingId, submission }) => [filingId, submission?.round]);

describe('delivery', () => {
  it('submits the round as it was frozen, with links to its documents', async () => {
    const filing = await submittedFiling();
    const front = await addDocument(filing, 'id-front', 'principal');
    await freezeWith(filing, front);
    await addDocument(filing, 'id-front', 'principal');

    const counts = await instance()();

    const submission = standIn.list()[0]?.submission;
    expect(counts).toEqual({ sent: 1, ended: 0, postponed: 0, parked: 0 });
    expect(submission?.data).toMatchObject({
      filingType: 'first',
      eligibility: { certificateNumber: '91440300MA5FAKE01G' },
      websites: [{ id: filing.websiteId, details: { remark: '展示公司产品的介绍和使用说明' } }],
      findings: [{ ruleId: 'MT-06', severity: 'warn', field: 'principal.idNumber', message: '证件照片有轻微反光。' }],
    });
    expect(submission?.data.documents).toEqual([
      { id: front, kind: 'id-front', label: '身份证人像面', subject: 'principal', contentType: 'image/png' },
    ]);
    expect(standIn.document(filing.filingId, front)).toBe(`id-front ${front}`);
    expect(await outboxRow()).toMatchObject({ state: 'sent', failure: null });
  });

  it('sends the same content hash on every attempt', async () => {
    const filing = await submittedFiling();
    const licence = await addDocument(filing, 'business-licence', 'organizer');
    await freezeWith(filing, licence);
    await instance()();
    const first = standIn.list()[0]?.submission?.contentHash;
    await tables.transactions.sql.updateTable('outbox').set({ state: 'waiting', key: 'another-message' }).execute();
    await standIn.stop();
    standIn = await openDesk();
    deskUrl = standIn.url;

    tables.clock.forward(100);
    await instance()();

    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(standIn.list()[0]?.submission?.contentHash).toBe(first);
  });

  it('does not send a submission that was withdrawn, only its withdrawal', async () => {
    const filing = await submittedFiling();
    const { filingId } = filing;
    await tables.filings.change(filingId, filing.applicantId, () => ({
      event: 'withdraw',
      send: [{ topic: 'review-desk.withdraw', key: `withdraw/${filingId}/1`, payload: { filingId, round: 1 } }],
    }));

    const counts = await instance()();

    expect(counts).toMatchObject({ sent: 1, ended: 1 });
    expect(submissions()).toEqual([[filingId, undefined]]);
    expect(standIn.list()[0]?.withdrawnRound).toBe(1);
  });

  it('submits a filing that went on without an initial review, until its account gives it up', async () => {
    const [queued, abandoned] = [await submittedFiling(), await submittedFiling()];
    const go = (filing: Submitted, event: 'accept' | 'abandon') =>
      tables.filings.change(filing.filingId, filing.applicantId, () => ({ event }));
    await go(queued, 'accept');
    await go(abandoned, 'accept');
    await go(abandoned, 'abandon');
    await forgetReminders();

    const counts = await instance()();

    expect(counts).toMatchObject({ sent: 1, ended: 1 });
    expect(submissions()).toEqual([[queued.filingId, 1]]);
  });

  it('[D1] sends a message once although four instances work concurrently', async () => {
    const filings: Submitted[] = [];
    for (let count = 1; count <= 12; count += 1) filings.push(await submittedFiling());

    const runs = await Promise.all([instance(), instance(), instance(), instance()].map((run) => run()));

    expect(runs.reduce((sum, { sent = 0 }) => sum + sent, 0)).toBe(12);
    expect(submissions().toSorted()).toEqual(filings.map(({ filingId }) => [filingId, 1]).toSorted());
  });

  it('sends a message again, which arrives once, when an instance died before it settled the message', async () => {
    const filing = await submittedFiling();
    await tables.outbox.claimDue('review-desk', 5, 60);
    const early = await instance()();
    tables.clock.forward(61);

    const late = await instance()();

    expect([early.sent, late.sent]).toEqual([0, 1]);
    expect(submissions()).toEqual([[filing.filingId, 1]]);
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

  it('[D1] retries after 5 s, 30 s, 2 m, 10 m, 30 m, 2 h, 5 h, 10 h, and then parks the message with an alarm', async () => {
    answer = 503;
    await submittedFiling();
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
    // Each has links of its own, so it is another message.
    expect([attempts.length, new Set(attempts).size]).toEqual([9, 9]);
    expect(levels.filter((level) => level === 'alarm')).toHaveLength(1);
    expect(await outboxRow()).toMatchObject({
      state: 'parked',
      attempts: 9,
      failure: 'review-desk: broken (HTTP 503)',
    });
  });

  it('[D2] waits a minute when the desk is overloaded', async () => {
    answer = 429;
    await submittedFiling();

    const counts = await instance()();

    const { due_at: dueAt, failure } = await outboxRow();
    expect(counts).toEqual({ sent: 0, ended: 0, postponed: 1, parked: 0 });
    expect(dueAt.getTime() - tables.clock.now().getTime()).toBe(60_000);
    expect(failure).toBe('review-desk: throttled (HTTP 429)');
  });

  it('[P6] logs nothing of the desk’s reply', async () => {
    answer = 422;
    await submittedFiling();

    await instance()();

    const logged = JSON.stringify(vi.mocked(console.log).mock.calls);
    expect(attempts).toHaveLength(1);
    expect(logged + JSON.stringify(await outboxRow())).not.toContain('13800000000');
  });

  it('retries a message that our own code could not send, with an alarm', async () => {
    answer = 200;
    await tables.outbox.add([{ topic: 'review-desk.submit', key: 'odd', payload: { filingId: 'x' } }]);

    const counts = await instance()();

    const logged = vi.mocked(console.log).mock.calls.map(([line]) => JSON.parse(String(line)) as unknown);
    expect(counts).toEqual({ sent: 0, ended: 0, postponed: 1, parked: 0 });
    expect(logged).toContainEqual(
      expect.objectContaining({ level: 'alarm', port: 'delivery', error: expect.stringContaining('ZodError') }),
    );
  });

  it('leaves messages for which it has no time to the next run', async () => {
    answer = 200;
    await submittedFiling();

    const counts = await instance(20_000)();

    expect(counts).toEqual({ sent: 0, ended: 0, postponed: 0, parked: 0 });
    expect(attempts).toEqual([]);
  });
});
