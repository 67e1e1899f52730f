import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { createSeal } from '../../../platform/adapters/node-crypto/seal.ts';
import { createCallerLimits } from '../../../platform/database/caller-limits.ts';
import { createReplies } from '../../../platform/database/replies.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import { createAccounts } from '../../../shared/adapters/postgres/accounts/accounts.ts';
import { createAskedNumbers } from '../../../shared/adapters/postgres/accounts/asked-numbers.ts';
import { createAuditTrail } from '../../../shared/adapters/postgres/accounts/audit-trail.ts';
import { createCloudAccounts } from '../../../shared/adapters/postgres/accounts/cloud-accounts.ts';
import { createCompanyChecks } from '../../../shared/adapters/postgres/accounts/company-checks.ts';
import { createConsents } from '../../../shared/adapters/postgres/accounts/consents.ts';
import { createContacts } from '../../../shared/adapters/postgres/accounts/contacts.ts';
import { createOneTimeCodes } from '../../../shared/adapters/postgres/accounts/one-time-codes.ts';
import { createPaidCalls } from '../../../shared/adapters/postgres/accounts/paid-calls.ts';
import { createRateLimits } from '../../../shared/adapters/postgres/accounts/rate-limits.ts';
import { createScanTickets } from '../../../shared/adapters/postgres/accounts/scan-tickets.ts';
import { createSessions } from '../../../shared/adapters/postgres/accounts/sessions.ts';
import { openDatabase } from '../../../shared/adapters/postgres/database.ts';
import { createArrivingDocuments } from '../../../shared/adapters/postgres/documents/arriving-documents.ts';
import { createDocumentHandOvers } from '../../../shared/adapters/postgres/documents/document-hand-overs.ts';
import { createDocuments } from '../../../shared/adapters/postgres/documents/documents.ts';
import { createHandOvers } from '../../../shared/adapters/postgres/documents/hand-overs.ts';
import { createKeptFacts } from '../../../shared/adapters/postgres/documents/kept-facts.ts';
import { createLivenessChecks } from '../../../shared/adapters/postgres/documents/liveness-checks.ts';
import { createOcrCalls } from '../../../shared/adapters/postgres/documents/ocr-calls.ts';
import { createSeenMedia } from '../../../shared/adapters/postgres/documents/seen-media.ts';
import { createViewFiles } from '../../../shared/adapters/postgres/documents/view-files.ts';
import { createErasure } from '../../../shared/adapters/postgres/erasure/erasure.ts';
import { createExpiredData } from '../../../shared/adapters/postgres/erasure/expired-data.ts';
import { createAuthorizationCodes } from '../../../shared/adapters/postgres/filings/authorization-codes.ts';
import { createEligibilityChecks } from '../../../shared/adapters/postgres/filings/eligibility-checks.ts';
import { createFilingRounds } from '../../../shared/adapters/postgres/filings/filing-rounds.ts';
import { createFilings } from '../../../shared/adapters/postgres/filings/filings.ts';
import { createFormDrafts } from '../../../shared/adapters/postgres/filings/form-drafts.ts';
import { createParkedEvents } from '../../../shared/adapters/postgres/filings/parked-events.ts';
import { createParkedVerdicts } from '../../../shared/adapters/postgres/filings/parked-verdicts.ts';
import { createPastRoads } from '../../../shared/adapters/postgres/filings/past-roads.ts';
import { createReviews } from '../../../shared/adapters/postgres/filings/reviews.ts';
import { createTimedSteps } from '../../../shared/adapters/postgres/filings/timed-steps.ts';
import { createInbox } from '../../../shared/adapters/postgres/messages/inbox.ts';
import { createOutbox } from '../../../shared/adapters/postgres/messages/outbox.ts';
import { createWebhookEndpoints } from '../../../shared/adapters/postgres/messages/webhook-endpoints.ts';
import { createWebhookMessages } from '../../../shared/adapters/postgres/messages/webhook-messages.ts';
import { createNotificationPreferences } from '../../../shared/adapters/postgres/notification-preferences.ts';
import { createOwnRecords } from '../../../shared/adapters/postgres/records/own-records.ts';
import { createRecordEvents } from '../../../shared/adapters/postgres/records/record-events.ts';
import { createRecordLooks } from '../../../shared/adapters/postgres/records/record-looks.ts';
import { createRecordTransfers } from '../../../shared/adapters/postgres/records/record-transfers.ts';
import { createRecords } from '../../../shared/adapters/postgres/records/records.ts';
import { createSiteHosts } from '../../../shared/adapters/postgres/records/site-hosts.ts';
import { createBlindIndexes } from '../../../shared/adapters/postgres/sealing/blind-indexes.ts';
import { createSealedColumns } from '../../../shared/adapters/postgres/sealing/sealed-columns.ts';
import type { Budgets } from '../../../shared/domain/paid-calls.ts';
import type { Courier } from '../../../shared/ports/messages/outbox.ts';
import { testClock } from '../clock.ts';

/** Polls of one route at once, of all callers. */
const POLLS_AT_ONCE = 4;

/** Budgets that allow each service this many calls. */
export function budgetsOf(calls: number): Budgets {
  const each = {
    ocr: calls,
    faces: calls,
    liveness: calls,
    'company-register': calls,
    sms: calls,
    'sms-codes': calls,
    mails: calls,
    captcha: calls,
  };
  return { service: each, account: each, filing: each };
}

/** Messages are looked at in the outbox. */
export const NO_COURIER: Courier = { call: async () => {} };

/** Keys that all instances of a test share, as all instances of a deployment do. */
export const testSeal = () =>
  createSeal({ keys: { test: Buffer.alloc(32, 1) }, currentKeyId: 'test', indexKey: Buffer.alloc(32, 2) });

/**
 * The database ports of one function instance: two connections of its own, as in the cloud. Races need several
 * instances, because calls of one instance wait for each other's connection.
 */
export function openInstance(url: string, clock: Clock = testClock('2026-11-24T02:00:00Z'), seal = testSeal()) {
  const database = openDatabase(url);
  const parts = { database, seal, clock, courier: NO_COURIER };
  const withIds = { ...parts, ids: cryptoIds };
  return {
    clock,
    ids: cryptoIds,
    transactions: database,
    accounts: createAccounts(withIds),
    sessions: createSessions(withIds),
    scanTickets: createScanTickets(parts),
    consents: createConsents(parts),
    cloudAccounts: createCloudAccounts(parts),
    authorizationCodes: createAuthorizationCodes(parts),
    eligibilityChecks: createEligibilityChecks(parts),
    filings: createFilings(parts),
    siteHosts: createSiteHosts(parts),
    timedSteps: createTimedSteps(parts),
    filingRounds: createFilingRounds(parts),
    formDrafts: createFormDrafts(parts),
    parkedEvents: createParkedEvents(parts),
    recordEvents: createRecordEvents(parts),
    recordLooks: createRecordLooks(parts),
    recordTransfers: createRecordTransfers(parts),
    records: createRecords(parts),
    reviews: createReviews(parts),
    parkedVerdicts: createParkedVerdicts(parts),
    contacts: createContacts(parts),
    documents: createDocuments(parts),
    arrivals: createArrivingDocuments(parts),
    documentHandOvers: createDocumentHandOvers(parts),
    livenessChecks: createLivenessChecks(parts),
    handOvers: createHandOvers(parts),
    companyChecks: createCompanyChecks(parts),
    notificationPreferences: createNotificationPreferences(parts),
    ocrCalls: createOcrCalls(parts),
    paidCalls: createPaidCalls(parts, budgetsOf(10_000), () => {}),
    keptFacts: createKeptFacts(parts),
    rateLimits: createRateLimits(parts),
    oneTimeCodes: createOneTimeCodes(parts),
    outbox: createOutbox(parts),
    inbox: createInbox(parts),
    askedNumbers: createAskedNumbers(parts),
    auditTrail: createAuditTrail(parts),
    erasure: createErasure(withIds),
    expiredData: createExpiredData(parts),
    sealedColumns: createSealedColumns(parts),
    blindIndexes: createBlindIndexes(parts),
    callerLimits: createCallerLimits(parts, POLLS_AT_ONCE),
    replies: createReplies(parts),
    ownRecords: createOwnRecords(parts),
    seenMedia: createSeenMedia(withIds),
    pastRoads: createPastRoads(parts),
    viewFiles: createViewFiles(parts),
    webhookEndpoints: createWebhookEndpoints(parts),
    webhookMessages: createWebhookMessages(parts),
    close: () => database.close(),
  };
}

export type Instance = ReturnType<typeof openInstance>;

/** Several instances on one database, connected beforehand, so that connecting does not serialize the calls. */
export async function openInstances(count: number, url: string, clock?: Clock) {
  const all = Array.from({ length: count }, () => openInstance(url, clock));
  await Promise.all(all.flatMap(({ transactions }) => [0, 1].map(() => transactions.inTransaction(async () => {}))));
  return {
    /** The instance for the nth call, in turns. */
    nth: (call: number): Instance => all[call % count] as Instance,
    close: () => Promise.all(all.map((instance) => instance.close())),
  };
}

/** The number of calls that succeeded, and of refusals by code. Any other error fails the test. */
export async function outcomes(calls: readonly Promise<unknown>[]): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(calls)) {
    const outcome = result.status === 'fulfilled' ? 'done' : (result.reason as { refusal?: string }).refusal;
    if (outcome === undefined) throw (result as PromiseRejectedResult).reason;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}
