import { createHmac } from 'node:crypto';
import { createWorkTimes } from '../../../desk/adapters/chinese-days/work-times.ts';
import { createAuthorityAnswers } from '../../../desk/adapters/postgres/authority/authority-answers.ts';
import { createAuthorityLists } from '../../../desk/adapters/postgres/authority/authority-lists.ts';
import {
  createAuthorityPhrases,
  createAuthoritySettings,
} from '../../../desk/adapters/postgres/authority/authority-lore.ts';
import { createAuthorityNotices } from '../../../desk/adapters/postgres/authority/authority-notices.ts';
import { createAuthorityReports } from '../../../desk/adapters/postgres/authority/authority-reports.ts';
import { createGivenNumbers } from '../../../desk/adapters/postgres/authority/given-numbers.ts';
import { createSubmissions } from '../../../desk/adapters/postgres/authority/submissions.ts';
import { createCalls } from '../../../desk/adapters/postgres/cases/calls.ts';
import { createCatalogue, createSettingsStore } from '../../../desk/adapters/postgres/cases/catalogue.ts';
import { createDecisions } from '../../../desk/adapters/postgres/cases/decisions.ts';
import { createDeclaredTies } from '../../../desk/adapters/postgres/cases/declared-ties.ts';
import { createFigureCases } from '../../../desk/adapters/postgres/cases/figure-cases.ts';
import { createFigures } from '../../../desk/adapters/postgres/cases/figures.ts';
import { createIncomingCases } from '../../../desk/adapters/postgres/cases/incoming-cases.ts';
import { createJudgements, createNotes } from '../../../desk/adapters/postgres/cases/judgements.ts';
import { createOpenCases } from '../../../desk/adapters/postgres/cases/open-cases.ts';
import { createProposals } from '../../../desk/adapters/postgres/cases/proposals.ts';
import { createSamples } from '../../../desk/adapters/postgres/cases/samples.ts';
import { createVerdicts } from '../../../desk/adapters/postgres/cases/verdicts.ts';
import { createWorkList } from '../../../desk/adapters/postgres/cases/work-list.ts';
import { createExpiredRows } from '../../../desk/adapters/postgres/expired-rows.ts';
import { createKnownRecords } from '../../../desk/adapters/postgres/records/known-records.ts';
import { createRecordEvents } from '../../../desk/adapters/postgres/records/record-events.ts';
import { createAuditEvidence } from '../../../desk/adapters/postgres/staff/audit-evidence.ts';
import {
  createAccessLog,
  createAuditLog,
  createAuditReader,
  createSealCopies,
} from '../../../desk/adapters/postgres/staff/audit-log.ts';
import { createClearViews } from '../../../desk/adapters/postgres/staff/clear-views.ts';
import { createColleagues } from '../../../desk/adapters/postgres/staff/colleagues.ts';
import { createNotedRows } from '../../../desk/adapters/postgres/staff/noted-rows.ts';
import { createSignInTries } from '../../../desk/adapters/postgres/staff/sign-in-tries.ts';
import { createStaffSessions } from '../../../desk/adapters/postgres/staff/staff-sessions.ts';
import type { DeskTables } from '../../../desk/adapters/postgres/tables.ts';
import { platformTables } from '../../../desk/compose/desk-database.ts';
import type { Drawing } from '../../../desk/domain/oversight/sampling.ts';
import { SHIPPED_SETTINGS } from '../../../desk/domain/oversight/settings.ts';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { createSeal } from '../../../platform/adapters/node-crypto/seal.ts';
import { createCallerLimits } from '../../../platform/database/caller-limits.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { createReplies } from '../../../platform/database/replies.ts';
import { createSeenMessages } from '../../../platform/database/seen-messages.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import { testDatabase } from '../database/database.ts';

/** Decisions leave and none is drawn. */
export const DRAWS_NONE: Drawing = {
  settings: { ...SHIPPED_SETTINGS, sampling: { ...SHIPPED_SETTINGS.sampling, firstCases: 0 } },
  chance: () => 1,
};

/** The key of the audit chain in tests. */
export const auditHash = (text: string): string =>
  createHmac('sha256', 'audit key of the tests').update(text).digest('hex');

const DESK_SEAL = createSeal({
  keys: { desk: Buffer.alloc(32, 3) },
  currentKeyId: 'desk',
  indexKey: Buffer.alloc(32, 4),
});

/** What the desk stores, on its own real PostgreSQL database, as its own role. */
export async function deskTables(clock: Clock, seal = DESK_SEAL) {
  const test = await testDatabase('desk');
  const { url, migrationUrl } = await test.withDesk();
  const database = openDatabase<DeskTables>(url);
  const parts = { database, seal, clock, ids: cryptoIds, hash: auditHash };
  const settingsStore = createSettingsStore(parts);
  const shared = { ...parts, database: platformTables(database) };
  return {
    test,
    /** The database's addresses: for the desk's functions, and for the role that owns its tables. */
    url,
    migrationUrl,
    database,
    auditLog: createAuditLog(parts),
    accessLog: createAccessLog(parts),
    auditReader: createAuditReader(parts),
    auditEvidence: createAuditEvidence(parts),
    notedRows: createNotedRows(parts),
    sealCopies: createSealCopies(parts),
    colleagues: createColleagues(parts),
    declaredTies: createDeclaredTies(parts),
    decisions: createDecisions(parts),
    expiredRows: createExpiredRows(parts),
    incomingCases: createIncomingCases(parts),
    knownRecords: createKnownRecords(parts),
    proposals: createProposals(parts),
    recordEvents: createRecordEvents(parts),
    verdicts: createVerdicts(parts),
    workList: createWorkList(parts),
    openCases: createOpenCases(parts),
    judgements: createJudgements(parts),
    notes: createNotes(parts),
    clearViews: createClearViews(parts),
    calls: createCalls(parts),
    catalogue: createCatalogue(parts),
    samples: createSamples(parts),
    submissions: createSubmissions(parts),
    authorityAnswers: createAuthorityAnswers(parts),
    givenNumbers: createGivenNumbers(parts),
    authorityLists: createAuthorityLists(parts),
    authorityNotices: createAuthorityNotices(parts),
    authorityReports: createAuthorityReports(parts),
    authorityPhrases: createAuthorityPhrases(parts),
    authoritySettings: createAuthoritySettings(parts),
    figures: createFigures(parts),
    figureCases: createFigureCases(parts),
    settingsStore,
    workTimes: createWorkTimes(settingsStore),
    transactions: database,
    signInTries: createSignInTries(parts),
    staffSessions: createStaffSessions(parts),
    /** What the edge needs besides. */
    callerLimits: createCallerLimits(shared, 0),
    replies: createReplies(shared),
    seenMessages: createSeenMessages(shared),
    close: async () => {
      await database.close();
      await test.close();
    },
  };
}

export type DeskTablesUnderTest = Awaited<ReturnType<typeof deskTables>>;
