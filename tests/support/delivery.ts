import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloudApi } from 'tencent-stand-in/api.ts';
import { startCos } from 'tencent-stand-in/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { createSms, LAPTOP_SMS } from 'tencent-stand-in/sms.ts';
import { LAPTOP_SUBSCRIBE_TEMPLATES } from 'tencent-stand-in/wechat/subscribe-messages.ts';
import { LAPTOP_MINI_PROGRAM, startWeChat } from 'tencent-stand-in/wechat.ts';
import { deliverMessages } from '../../functions/delivery/deliver-messages.ts';
import { LAPTOP_SMTP, startMailbox } from '../../local/mailbox.ts';
import { LAPTOP_PAGE, LAPTOP_SMS_TEMPLATE_IDS, LAPTOP_SMS_TEMPLATES } from '../../local/sms-templates.ts';
import { createObjectStore } from '../../platform/adapters/cos/object-store.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { createMails } from '../../platform/adapters/smtp/mails.ts';
import { signRequest } from '../../platform/edge/signed-message.ts';
import { timerFunction } from '../../platform/edge/timer-function.ts';
import { createReviewDesk } from '../../shared/adapters/review-desk/review-desk.ts';
import { createTextMessages, smsTemplates } from '../../shared/adapters/tencent/sms/text-messages.ts';
import { createWebhookCalls } from '../../shared/adapters/web/webhook-calls.ts';
import { createSubscribeMessages, subscribeTemplates } from '../../shared/adapters/wechat/subscribe-messages.ts';
import { createBilled } from '../../shared/application/billed.ts';
import { MAILS_TARIFF, SMS_TARIFF } from '../../shared/application/tariffs.ts';
import type { Budgets } from '../../shared/domain/paid-calls.ts';
import { budgetsOf } from './database/instance.ts';
import { DESK_KEYS, reviewTables } from './desk/review-tables.ts';

const BUCKET = `icp-filing-test-${LAPTOP_ACCOUNT.appId}`;

/** The middle of every jitter, so that pauses are those of the schedule. */
const middleIds = { ...cryptoIds, secret: () => Buffer.alloc(16, '80000000', 'hex').toString('base64url') };

export interface InstanceOptions {
  /** Undefined means that no server listens. */
  readonly deskUrl?: string;
  readonly timeLimitMs?: number;
  /** How many paid calls may be made; the default is far more than any test makes. */
  readonly budgets?: Budgets;
}

/** The delivery function with everything that it calls: PostgreSQL, COS, WeChat and SMS. The clock is the tables'. */
export async function deliveryUnderTest() {
  const dir = mkdtempSync(join(tmpdir(), 'delivery-'));
  const tables = await reviewTables();
  const credentials = () => LAPTOP_CREDENTIALS;
  const cos = await startCos({
    port: 0,
    dir: join(dir, 'cos'),
    credentials: LAPTOP_CREDENTIALS,
    account: LAPTOP_ACCOUNT,
    buckets: [BUCKET],
  });
  const sms = await createSms({
    file: join(dir, 'sms.jsonl'),
    templates: LAPTOP_SMS_TEMPLATES,
    now: tables.clock.now,
  });
  const cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions: sms.actions });
  const weChat = await startWeChat({ port: 0, dir: join(dir, 'wechat'), log: () => {}, now: tables.clock.now });
  const { region } = LAPTOP_ACCOUNT;
  const objectStore = createObjectStore({ bucket: BUCKET, region, endpoint: cos.url, credentials });
  const textMessages = createTextMessages({
    credentials,
    region,
    endpoint: cloud.url,
    timeoutSeconds: 5,
    ...LAPTOP_SMS,
    templates: smsTemplates(LAPTOP_SMS_TEMPLATE_IDS),
  });
  const subscribeMessages = createSubscribeMessages({
    ...LAPTOP_MINI_PROGRAM,
    endpoint: weChat.url,
    version: 'trial',
    timeoutSeconds: 5,
    clock: tables.clock,
    templates: subscribeTemplates(LAPTOP_SUBSCRIBE_TEMPLATES),
  });

  const mailbox = await startMailbox({ port: 0, file: join(dir, 'mails.jsonl') });
  const mails = createMails({
    ...LAPTOP_SMTP,
    host: mailbox.host,
    port: mailbox.port,
    timeoutSeconds: 5,
    isLocal: true,
  });
  const webhookCalls = createWebhookCalls({ allowsLocal: true });

  /** The function on one more instance, with its own database connections. */
  function instance({
    deskUrl = 'http://127.0.0.1:1',
    timeLimitMs = 60_000,
    budgets = budgetsOf(10_000),
  }: InstanceOptions = {}) {
    const database = tables.instance();
    const reviewDesk = createReviewDesk({
      baseUrl: deskUrl,
      ids: cryptoIds,
      sign: (message) => ({ ...signRequest(DESK_KEYS, { ...message, at: new Date() }) }),
    });
    const ports = {
      accounts: async () => database.accounts,
      clock: async () => tables.clock,
      contacts: async () => database.contacts,
      mails: async () => createBilled(mails, MAILS_TARIFF, database.paidCalls(budgets)),
      notificationPreferences: async () => database.notificationPreferences,
      documents: async () => database.documents,
      filings: async () => database.filings,
      filingRounds: async () => database.filingRounds,
      ids: async () => middleIds,
      objectStore: async () => objectStore,
      outbox: async () => database.outbox,
      pageUrl: async () => `https://${LAPTOP_PAGE}`,
      reviewDesk: async () => reviewDesk,
      recordEvents: async () => database.recordEvents,
      recordTransfers: async () => database.recordTransfers,
      records: async () => database.records,
      reviews: async () => database.reviews,
      subscribeMessages: async () => subscribeMessages,
      textMessages: async () => createBilled(textMessages, SMS_TARIFF, database.paidCalls(budgets)),
      transactions: async () => database.transactions,
      webhookCalls: async () => webhookCalls,
      webhookEndpoints: async () => database.webhookEndpoints,
      webhookMessages: async () => database.webhookMessages,
    };
    const handler = timerFunction({ ports, useCase: deliverMessages });
    const event = { Type: 'Timer', TriggerName: 'delivery', Time: '2026-11-25T02:00:00Z', Message: '' };
    return () =>
      handler(event, {
        request_id: 'request',
        function_name: 'delivery',
        memory_limit_in_mb: 128,
        time_limit_in_ms: timeLimitMs,
      });
  }

  return {
    tables,
    objectStore,
    sms,
    mailbox,
    weChat,
    instance,
    /** A separate folder for a stand-in. */
    newDir: (name: string) => mkdtempSync(join(dir, name)),
    async close() {
      await Promise.all([cos.stop(), cloud.stop(), weChat.stop(), mailbox.stop()]);
      await tables.close();
      rmSync(dir, { recursive: true });
    },
  };
}

export type DeliveryUnderTest = Awaited<ReturnType<typeof deliveryUnderTest>>;
