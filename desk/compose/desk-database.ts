import { withAuthorities } from '../../platform/compose/database-address.ts';
import { seal } from '../../platform/compose/keys.ts';
import { once } from '../../platform/compose/provider.ts';
import { clock, ids } from '../../platform/compose/system.ts';
import { traceparent } from '../../platform/edge/trace.ts';
import { createWorkTimes } from '../adapters/chinese-days/work-times.ts';
import { createKeyedHash } from '../adapters/node-crypto/keyed-hash.ts';
import { createAuditLog, createAuditReader } from '../adapters/postgres/audit-log.ts';
import { createAuthorityAnswers } from '../adapters/postgres/authority-answers.ts';
import { createAuthorityLists } from '../adapters/postgres/authority-lists.ts';
import { createAuthorityPhrases, createAuthoritySettings } from '../adapters/postgres/authority-lore.ts';
import { createAuthorityNotices } from '../adapters/postgres/authority-notices.ts';
import { createAuthorityReports } from '../adapters/postgres/authority-reports.ts';
import { createCalls } from '../adapters/postgres/calls.ts';
import { createCatalogue, createSettingsStore } from '../adapters/postgres/catalogue.ts';
import { createClearViews } from '../adapters/postgres/clear-views.ts';
import { createColleagues } from '../adapters/postgres/colleagues.ts';
import { createDecisions } from '../adapters/postgres/decisions.ts';
import { createDeclaredTies } from '../adapters/postgres/declared-ties.ts';
import type { DeskDatabase, DeskParts } from '../adapters/postgres/desk-database.ts';
import { createExpiredRows } from '../adapters/postgres/expired-rows.ts';
import { createFigures } from '../adapters/postgres/figures.ts';
import { createGivenNumbers } from '../adapters/postgres/given-numbers.ts';
import { createIncomingCases } from '../adapters/postgres/incoming-cases.ts';
import { createJudgements, createNotes } from '../adapters/postgres/judgements.ts';
import { createKnownRecords } from '../adapters/postgres/known-records.ts';
import { createOpenCases } from '../adapters/postgres/open-cases.ts';
import { createProposals } from '../adapters/postgres/proposals.ts';
import { createRecordEvents } from '../adapters/postgres/record-events.ts';
import { createSamples } from '../adapters/postgres/samples.ts';
import { createSignInTries } from '../adapters/postgres/sign-in-tries.ts';
import { createStaffSessions } from '../adapters/postgres/staff-sessions.ts';
import { createSubmissions } from '../adapters/postgres/submissions.ts';
import type { DeskTables } from '../adapters/postgres/tables.ts';
import { createVerdicts } from '../adapters/postgres/verdicts.ts';
import { createWorkList } from '../adapters/postgres/work-list.ts';
import { config } from '../config.ts';

// The desk's functions have variables of the same names as the filing service's, with values of their own: another role,
// other keys, another bucket or prefix.

export const deskDatabase = (): Promise<DeskDatabase> =>
  once(deskDatabase, async () => {
    const { openDatabase } = await import('../../platform/database/database.ts');
    const url = withAuthorities(config().DATABASE_URL.reveal(), config().DATABASE_CA_FILE);
    return openDatabase<DeskTables>(url, async () => {}, traceparent);
  });

/** Of the audit chain. */
export const auditHash = (key = config().DESK_AUDIT_KEY) => createKeyedHash(Buffer.from(key.reveal(), 'base64'));

const parts = async (): Promise<DeskParts> => ({
  database: await deskDatabase(),
  seal: await seal(),
  clock: await clock(),
  ids: await ids(),
  hash: auditHash(),
});

export const auditLog = async () => createAuditLog(await parts());
export const colleagues = async () => createColleagues(await parts());
export const declaredTies = async () => createDeclaredTies(await parts());
export const decisions = async () => createDecisions(await parts());
export const expiredRows = async () => createExpiredRows(await parts());
export const incomingCases = async () => createIncomingCases(await parts());
export const signInTries = async () => createSignInTries(await parts());
export const staffSessions = async () => createStaffSessions(await parts());
export const knownRecords = async () => createKnownRecords(await parts());
export const proposals = async () => createProposals(await parts());
export const recordEvents = async () => createRecordEvents(await parts());
export const verdicts = async () => createVerdicts(await parts());
export const workList = async () => createWorkList(await parts());
export const auditReader = async () => createAuditReader(await parts());
export const openCases = async () => createOpenCases(await parts());
export const judgements = async () => createJudgements(await parts());
export const notes = async () => createNotes(await parts());
export const clearViews = async () => createClearViews(await parts());
export const calls = async () => createCalls(await parts());
export const catalogue = async () => createCatalogue(await parts());
export const samples = async () => createSamples(await parts());
export const settingsStore = async () => createSettingsStore(await parts());
export const figures = async () => createFigures(await parts());
export const workTimes = async () => createWorkTimes(await settingsStore());
export const submissions = async () => createSubmissions(await parts());
export const authorityAnswers = async () => createAuthorityAnswers(await parts());
export const givenNumbers = async () => createGivenNumbers(await parts());
export const authorityLists = async () => createAuthorityLists(await parts());
export const authorityPhrases = async () => createAuthorityPhrases(await parts());
export const authorityNotices = async () => createAuthorityNotices(await parts());
export const authorityReports = async () => createAuthorityReports(await parts());
export const authoritySettings = async () => createAuthoritySettings(await parts());
/** Transactions over the desk's own ports. */
export const transactions = () => deskDatabase();
