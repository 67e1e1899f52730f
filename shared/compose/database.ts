import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { withAuthorities } from '../../platform/compose/database-address.ts';
import { seal } from '../../platform/compose/keys.ts';
import { once } from '../../platform/compose/provider.ts';
import { clock, ids } from '../../platform/compose/system.ts';
import { createCallerLimits } from '../../platform/database/caller-limits.ts';
import { createReplies } from '../../platform/database/replies.ts';
import { createSeenMessages } from '../../platform/database/seen-messages.ts';
import { traceparent } from '../../platform/edge/trace.ts';
import type { Transactions } from '../../platform/ports/transactions.ts';
import { createAccounts } from '../adapters/postgres/accounts.ts';
import { createAskedNumbers } from '../adapters/postgres/asked-numbers.ts';
import { createAuditTrail } from '../adapters/postgres/audit-trail.ts';
import { createAuthorizationCodes } from '../adapters/postgres/authorization-codes.ts';
import { createCloudAccounts } from '../adapters/postgres/cloud-accounts.ts';
import { createCompanyChecks } from '../adapters/postgres/company-checks.ts';
import { createConsents } from '../adapters/postgres/consents.ts';
import { createContacts } from '../adapters/postgres/contacts.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { createDocumentHandOvers } from '../adapters/postgres/document-hand-overs.ts';
import { createDocuments } from '../adapters/postgres/documents.ts';
import { createEligibilityChecks } from '../adapters/postgres/eligibility-checks.ts';
import { createErasure } from '../adapters/postgres/erasure.ts';
import { createExpiredData } from '../adapters/postgres/expired-data.ts';
import { createFilingRounds } from '../adapters/postgres/filing-rounds.ts';
import { createFilings } from '../adapters/postgres/filings.ts';
import { createFormDrafts } from '../adapters/postgres/form-drafts.ts';
import { createHandOvers } from '../adapters/postgres/hand-overs.ts';
import { createInbox } from '../adapters/postgres/inbox.ts';
import { createKeptFacts } from '../adapters/postgres/kept-facts.ts';
import { createLivenessChecks } from '../adapters/postgres/liveness-checks.ts';
import { createNotificationPreferences } from '../adapters/postgres/notification-preferences.ts';
import { createOcrCalls } from '../adapters/postgres/ocr-calls.ts';
import { createOneTimeCodes } from '../adapters/postgres/one-time-codes.ts';
import { createOutbox } from '../adapters/postgres/outbox.ts';
import { createOwnRecords } from '../adapters/postgres/own-records.ts';
import { createParkedVerdicts } from '../adapters/postgres/parked-verdicts.ts';
import { createPastRoads } from '../adapters/postgres/past-roads.ts';
import { createRateLimits } from '../adapters/postgres/rate-limits.ts';
import { createRecordEvents } from '../adapters/postgres/record-events.ts';
import { createRecordLooks } from '../adapters/postgres/record-looks.ts';
import { createRecordTransfers } from '../adapters/postgres/record-transfers.ts';
import { createRecords } from '../adapters/postgres/records.ts';
import { createReviews } from '../adapters/postgres/reviews.ts';
import { createScanTickets } from '../adapters/postgres/scan-tickets.ts';
import { createSchemaVersion } from '../adapters/postgres/schema-version.ts';
import { createSeenMedia } from '../adapters/postgres/seen-media.ts';
import { createSessions } from '../adapters/postgres/sessions.ts';
import { createSiteHosts } from '../adapters/postgres/site-hosts.ts';
import { createTimedSteps } from '../adapters/postgres/timed-steps.ts';
import { createViewFiles } from '../adapters/postgres/view-files.ts';
import { createWebhookEndpoints } from '../adapters/postgres/webhook-endpoints.ts';
import { createWebhookMessages } from '../adapters/postgres/webhook-messages.ts';
import { createCourier } from '../adapters/tencent/courier.ts';
import { config } from '../config.ts';
import type { Courier } from '../ports/outbox.ts';

/** Callers wait for the courier after their commit, so a slow courier must not delay them. */
const COURIER_TIMEOUT_SECONDS = 1;

/** When no delivery function is configured, messages wait for the timer. */
const courier = (): Promise<Courier> =>
  once(courier, async () => {
    const { DELIVERY_FUNCTION: functionName } = config();
    if (functionName === undefined) return { call: async () => {} };
    return createCourier({ ...cloudApi(COURIER_TIMEOUT_SECONDS), functionName, clock: await clock() });
  });

const databaseUrl = (): string => withAuthorities(config().DATABASE_URL.reveal(), config().DATABASE_CA_FILE);

/** Set by the adapters that write messages: a function without one has no courier, and no right to call it. */
let afterMessages = async (): Promise<void> => {};

export const database = (): Promise<Database> =>
  once(database, async () => {
    const { openDatabase } = await import('../adapters/postgres/database.ts');
    return openDatabase(databaseUrl(), () => afterMessages(), traceparent);
  });

/** Dependencies of the adapters below. Adapters keep no state between events, so each event may create its own. */
const parts = async () => ({ database: await database(), seal: await seal(), clock: await clock() });

/** Those of an adapter that writes messages. */
function messageParts() {
  afterMessages = async () => (await courier()).call();
  return parts();
}

export const transactions = (): Promise<Transactions> => database();

export const accounts = async () => createAccounts({ ...(await parts()), ids: await ids() });
export const askedNumbers = async () => createAskedNumbers(await parts());
export const auditTrail = async () => createAuditTrail(await parts());
export const authorizationCodes = async () => createAuthorizationCodes(await parts());
export const callerLimits = async () => createCallerLimits(await parts(), config().POLLS_AT_ONCE);
export const cloudAccounts = async () => createCloudAccounts(await parts());
export const companyChecks = async () => createCompanyChecks(await parts());
export const consents = async () => createConsents(await parts());
export const contacts = async () => createContacts(await parts());
export const documents = async () => createDocuments(await parts());
export const documentHandOvers = async () => createDocumentHandOvers(await parts());
export const eligibilityChecks = async () => createEligibilityChecks(await parts());
export const erasure = async () => createErasure({ ...(await messageParts()), ids: await ids() });
export const expiredData = async () => createExpiredData(await parts());
export const filingRounds = async () => createFilingRounds(await parts());
export const filings = async () => createFilings(await messageParts());
export const formDrafts = async () => createFormDrafts(await parts());
export const handOvers = async () => createHandOvers(await parts());
export const inbox = async () => createInbox(await parts());
export const seenMessages = async () => createSeenMessages(await parts());
export const keptFacts = async () => createKeptFacts(await parts());
export const livenessChecks = async () => createLivenessChecks(await parts());
export const notificationPreferences = async () => createNotificationPreferences(await parts());
export const ocrCalls = async () => createOcrCalls(await parts());
export const oneTimeCodes = async () => createOneTimeCodes(await parts());
export const outbox = async () => createOutbox(await messageParts());
export const ownRecords = async () => createOwnRecords(await parts());
export const parkedVerdicts = async () => createParkedVerdicts(await parts());
export const pastRoads = async () => createPastRoads(await parts());
export const rateLimits = async () => createRateLimits(await parts());
export const recordEvents = async () => createRecordEvents(await messageParts());
export const records = async () => createRecords(await messageParts());
export const recordLooks = async () => createRecordLooks(await parts());
export const recordTransfers = async () => createRecordTransfers(await messageParts());
export const replies = async () => createReplies(await parts());
export const reviews = async () => createReviews(await messageParts());
export const scanTickets = async () => createScanTickets(await parts());
export const schemaVersion = async () => createSchemaVersion(await parts());
export const seenMedia = async () => createSeenMedia({ ...(await parts()), ids: await ids() });
export const sessions = async () => createSessions({ ...(await parts()), ids: await ids() });
export const siteHosts = async () => createSiteHosts(await parts());
export const timedSteps = async () => createTimedSteps(await parts());
export const viewFiles = async () => createViewFiles(await parts());
export const webhookEndpoints = async () => createWebhookEndpoints(await messageParts());
export const webhookMessages = async () => createWebhookMessages(await messageParts());
