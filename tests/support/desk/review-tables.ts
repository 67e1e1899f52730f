import { contentHashOf } from 'loopback-server/content-hash.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { createSeal } from '../../../platform/adapters/node-crypto/seal.ts';
import { createSeenMessages } from '../../../platform/database/seen-messages.ts';
import { signingKey } from '../../../platform/edge/signed-message.ts';
import { createAccounts } from '../../../shared/adapters/postgres/accounts/accounts.ts';
import { createContacts } from '../../../shared/adapters/postgres/accounts/contacts.ts';
import { createPaidCalls } from '../../../shared/adapters/postgres/accounts/paid-calls.ts';
import { type Database, openDatabase } from '../../../shared/adapters/postgres/database.ts';
import { createDocuments } from '../../../shared/adapters/postgres/documents/documents.ts';
import { createLivenessChecks } from '../../../shared/adapters/postgres/documents/liveness-checks.ts';
import { createFilingRounds } from '../../../shared/adapters/postgres/filings/filing-rounds.ts';
import { createFilings } from '../../../shared/adapters/postgres/filings/filings.ts';
import { createParkedEvents } from '../../../shared/adapters/postgres/filings/parked-events.ts';
import { createParkedVerdicts } from '../../../shared/adapters/postgres/filings/parked-verdicts.ts';
import { createReviews } from '../../../shared/adapters/postgres/filings/reviews.ts';
import { createInbox } from '../../../shared/adapters/postgres/messages/inbox.ts';
import { createOutbox } from '../../../shared/adapters/postgres/messages/outbox.ts';
import { createWebhookEndpoints } from '../../../shared/adapters/postgres/messages/webhook-endpoints.ts';
import { createWebhookMessages } from '../../../shared/adapters/postgres/messages/webhook-messages.ts';
import { createNotificationPreferences } from '../../../shared/adapters/postgres/notification-preferences.ts';
import { createRecordEvents } from '../../../shared/adapters/postgres/records/record-events.ts';
import { createRecordTransfers } from '../../../shared/adapters/postgres/records/record-transfers.ts';
import { createRecords } from '../../../shared/adapters/postgres/records/records.ts';
import type { Person } from '../../../shared/domain/filing/filing.ts';
import type { Budgets } from '../../../shared/domain/paid-calls.ts';
import { testDatabase } from '../database/database.ts';

/** Signs between our side and the desk in tests. */
export const DESK_SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
export const DESK_KEYS = [signingKey(DESK_SECRET)];

/** Site owner of every filing that is submitted here. */
export const SITE_OWNER = ENTERPRISE.principal;

/** A clock that stands until it is moved. It starts at the real time, which the desk stand-in uses. */
export function movableClock() {
  let now = Date.now();
  return {
    now: () => new Date(now),
    forward: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

/** Everything that the review functions store, on its own real PostgreSQL database. */
export async function reviewTables() {
  const test = await testDatabase();
  const clock = movableClock();
  const seal = createSeal({ keys: { test: Buffer.alloc(32, 1) }, currentKeyId: 'test', indexKey: Buffer.alloc(32, 2) });
  const opened: Database[] = [];
  /** The ports of one more function instance, with its own connections. */
  function instance() {
    const database = openDatabase(test.url);
    opened.push(database);
    const parts = { database, seal, clock, courier: { call: async () => {} } };
    return {
      transactions: database,
      accounts: createAccounts({ ...parts, ids: cryptoIds }),
      filings: createFilings(parts),
      filingRounds: createFilingRounds(parts),
      parkedEvents: createParkedEvents(parts),
      recordEvents: createRecordEvents(parts),
      recordTransfers: createRecordTransfers(parts),
      records: createRecords(parts),
      reviews: createReviews(parts),
      parkedVerdicts: createParkedVerdicts(parts),
      inbox: createInbox(parts),
      seenMessages: createSeenMessages(parts),
      outbox: createOutbox(parts),
      contacts: createContacts(parts),
      notificationPreferences: createNotificationPreferences(parts),
      documents: createDocuments(parts),
      livenessChecks: createLivenessChecks(parts),
      paidCalls: (budgets: Budgets) => createPaidCalls(parts, budgets, () => {}),
      webhookEndpoints: createWebhookEndpoints(parts),
      webhookMessages: createWebhookMessages(parts),
    };
  }
  const ports = instance();
  const { accounts, filings } = ports;
  return {
    ...ports,
    clock,
    instance,
    /**
     * A first filing of a fictional enterprise, in its first round of initial review, with its message in the outbox.
     */
    async submittedFiling(
      remark = '展示公司产品的介绍和使用说明',
      openid = cryptoIds.secret(),
      principal: Person | undefined = undefined,
    ) {
      const { accountId: applicantId } = await accounts.signIn(openid);
      const [filingId, websiteId] = [cryptoIds.uuid(), cryptoIds.uuid()];
      const cloudService = {
        kind: 'resource',
        product: 'cvm',
        resourceId: 'ins-abc12345',
        region: 'ap-guangzhou',
      } as const;
      const details = { name: '云帆样例', homeUrl: 'yunfan-keji.cn', serviceContents: [1], languages: ['zh-CN'] };
      await filings.create({
        id: filingId,
        applicantId,
        filingType: 'first',
        contents: {
          eligibility: {
            region: '440000',
            organizerKind: 'enterprise',
            certificateType: 'business-licence',
            certificateNumber: '91440300MA5FAKE01G',
            domain: 'yunfan-keji.cn',
            cloudService,
          },
          principal,
          websites: [
            {
              id: websiteId,
              domain: 'yunfan-keji.cn',
              cloudService,
              details: { ...details, preApprovals: [], remark },
              siteOwner: SITE_OWNER,
            },
          ],
        },
      });
      const submitAgain = async () => {
        const filing = await filings.change(filingId, applicantId, ({ round }) => ({
          event: 'submit',
          round: round + 1,
          lastVerdict: 0,
          send: [
            {
              topic: 'review-desk.submit',
              key: `submit/${filingId}/${round + 1}`,
              payload: { filingId, round: round + 1 },
            },
          ],
        }));
        const { filingType, contents } = filing;
        const { organizer, principal } = ENTERPRISE;
        const parts = { ...contents, organizer, principal: contents.principal ?? principal };
        const data = { filingType, ...parts, documents: [], findings: [] };
        await ports.filingRounds.freeze({
          filingId,
          round: filing.round,
          termsTextVersion: '2026-11',
          contentHash: contentHashOf(JSON.parse(JSON.stringify(data))),
          data,
        });
      };
      await submitAgain();
      return { filingId, applicantId, websiteId, submitAgain, find: () => filings.findOwn(filingId, applicantId) };
    },
    async close() {
      for (const database of opened) await database.close();
      await test.close();
    },
  };
}
