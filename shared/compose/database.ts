import type { Database } from '../adapters/postgres/database.ts';
import { config } from '../config.ts';
import { traceparent } from '../edge/trace.ts';
import type { Courier } from '../ports/outbox.ts';
import type { Transactions } from '../ports/transactions.ts';
import { cloudApi } from './cloud-api.ts';
import { seal } from './keys.ts';
import { once } from './provider.ts';
import { clock, ids } from './system.ts';

/** A caller waits for it after their commit, so it must not be missed when it is slow. */
const COURIER_TIMEOUT_SECONDS = 1;

/** Where no function is named, messages wait for the timer. */
const courier = (): Promise<Courier> =>
  once(courier, async () => {
    const { DELIVERY_FUNCTION: functionName } = config();
    if (functionName === undefined) return { call: async () => {} };
    const { createCourier } = await import('../adapters/tencent/courier.ts');
    return createCourier({ ...cloudApi(COURIER_TIMEOUT_SECONDS), functionName, clock: await clock() });
  });

export const database = (): Promise<Database> =>
  once(database, async () => {
    const { openDatabase } = await import('../adapters/postgres/database.ts');
    return openDatabase(config().DATABASE_URL.reveal(), async () => (await courier()).call(), traceparent);
  });

/** What the adapters below are made of. These keep nothing between events, so each event may make its own. */
const parts = async () => ({ database: await database(), seal: await seal(), clock: await clock() });

export const transactions = (): Promise<Transactions> => database();

export const accounts = async () =>
  (await import('../adapters/postgres/accounts.ts')).createAccounts({ ...(await parts()), ids: await ids() });

export const auditTrail = async () =>
  (await import('../adapters/postgres/audit-trail.ts')).createAuditTrail(await parts());

export const authorizationCodes = async () =>
  (await import('../adapters/postgres/authorization-codes.ts')).createAuthorizationCodes(await parts());

export const callerLimits = async () =>
  (await import('../adapters/postgres/caller-limits.ts')).createCallerLimits(await parts());

export const cloudAccounts = async () =>
  (await import('../adapters/postgres/cloud-accounts.ts')).createCloudAccounts(await parts());

export const companyChecks = async () =>
  (await import('../adapters/postgres/company-checks.ts')).createCompanyChecks(await parts());

export const consents = async () => (await import('../adapters/postgres/consents.ts')).createConsents(await parts());

export const documents = async () => (await import('../adapters/postgres/documents.ts')).createDocuments(await parts());

export const eligibilityChecks = async () =>
  (await import('../adapters/postgres/eligibility-checks.ts')).createEligibilityChecks(await parts());

export const erasure = async () =>
  (await import('../adapters/postgres/erasure.ts')).createErasure({ ...(await parts()), ids: await ids() });

export const expiredData = async () =>
  (await import('../adapters/postgres/expired-data.ts')).createExpiredData(await parts());

export const filingRounds = async () =>
  (await import('../adapters/postgres/filing-rounds.ts')).createFilingRounds(await parts());

export const filings = async () => (await import('../adapters/postgres/filings.ts')).createFilings(await parts());

export const inbox = async () => (await import('../adapters/postgres/inbox.ts')).createInbox(await parts());

export const livenessChecks = async () =>
  (await import('../adapters/postgres/liveness-checks.ts')).createLivenessChecks(await parts());

export const ocrCalls = async () => (await import('../adapters/postgres/ocr-calls.ts')).createOcrCalls(await parts());

export const outbox = async () => (await import('../adapters/postgres/outbox.ts')).createOutbox(await parts());

export const ownRecords = async () =>
  (await import('../adapters/postgres/own-records.ts')).createOwnRecords(await parts());

export const rateLimits = async () =>
  (await import('../adapters/postgres/rate-limits.ts')).createRateLimits(await parts());

export const replies = async () => (await import('../adapters/postgres/replies.ts')).createReplies(await parts());

export const reviews = async () => (await import('../adapters/postgres/reviews.ts')).createReviews(await parts());

export const scanTickets = async () =>
  (await import('../adapters/postgres/scan-tickets.ts')).createScanTickets(await parts());

export const schemaVersion = async () =>
  (await import('../adapters/postgres/schema-version.ts')).createSchemaVersion(await parts());

export const sealedColumns = async () =>
  (await import('../adapters/postgres/sealed-columns.ts')).createSealedColumns(await parts());

export const seenMedia = async () =>
  (await import('../adapters/postgres/seen-media.ts')).createSeenMedia(await parts());

export const sessions = async () =>
  (await import('../adapters/postgres/sessions.ts')).createSessions({ ...(await parts()), ids: await ids() });

export const timedSteps = async () =>
  (await import('../adapters/postgres/timed-steps.ts')).createTimedSteps(await parts());

export const webhookEndpoints = async () =>
  (await import('../adapters/postgres/webhook-endpoints.ts')).createWebhookEndpoints(await parts());

export const webhookMessages = async () =>
  (await import('../adapters/postgres/webhook-messages.ts')).createWebhookMessages(await parts());
