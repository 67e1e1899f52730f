import type { PortsOf } from '../../../platform/edge/ports.ts';

export { objectStore } from '../../../platform/compose/object-store.ts';
export { clock, ids } from '../../../platform/compose/system.ts';
export { createAuthorityAnswers as authorityAnswers } from '../../adapters/postgres/authority/authority-answers.ts';
export { createAuthorityLists as authorityLists } from '../../adapters/postgres/authority/authority-lists.ts';
export {
  createAuthorityPhrases as authorityPhrases,
  createAuthoritySettings as authoritySettings,
} from '../../adapters/postgres/authority/authority-lore.ts';
export { createAuthorityNotices as authorityNotices } from '../../adapters/postgres/authority/authority-notices.ts';
export { createAuthorityReports as authorityReports } from '../../adapters/postgres/authority/authority-reports.ts';
export { createGivenNumbers as givenNumbers } from '../../adapters/postgres/authority/given-numbers.ts';
export { createSubmissions as submissions } from '../../adapters/postgres/authority/submissions.ts';
export { createCalls as calls } from '../../adapters/postgres/cases/calls.ts';
export {
  createCatalogue as catalogue,
  createSettingsStore as settingsStore,
} from '../../adapters/postgres/cases/catalogue.ts';
export { createDecisions as decisions } from '../../adapters/postgres/cases/decisions.ts';
export { createDeclaredTies as declaredTies } from '../../adapters/postgres/cases/declared-ties.ts';
export { createFigureCases as figureCases } from '../../adapters/postgres/cases/figure-cases.ts';
export { createFigures as figures } from '../../adapters/postgres/cases/figures.ts';
export { createJudgements as judgements, createNotes as notes } from '../../adapters/postgres/cases/judgements.ts';
export { createOpenCases as openCases } from '../../adapters/postgres/cases/open-cases.ts';
export { createProposals as proposals } from '../../adapters/postgres/cases/proposals.ts';
export { createSamples as samples } from '../../adapters/postgres/cases/samples.ts';
export { createWorkList as workList } from '../../adapters/postgres/cases/work-list.ts';
export { createKnownRecords as knownRecords } from '../../adapters/postgres/records/known-records.ts';
export { createRecordEvents as recordEvents } from '../../adapters/postgres/records/record-events.ts';
export {
  createAccessLog as accessLog,
  createAuditLog as auditLog,
  createAuditReader as auditReader,
} from '../../adapters/postgres/staff/audit-log.ts';
export { createClearViews as clearViews } from '../../adapters/postgres/staff/clear-views.ts';
export { createColleagues as colleagues } from '../../adapters/postgres/staff/colleagues.ts';
export { deskParts as parts, transactions } from '../../compose/desk-database.ts';
export { filingService } from '../../compose/filing-service.ts';
export { fittedPictures } from '../../compose/fitted-pictures.ts';
export { markedPictures } from '../../compose/marked-pictures.ts';
export { workTimes } from '../../compose/work-times.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
