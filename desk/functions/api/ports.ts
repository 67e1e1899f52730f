import type { PortsOf } from '../../../platform/edge/ports.ts';

export { objectStore } from '../../../platform/compose/object-store.ts';
export { clock, ids } from '../../../platform/compose/system.ts';
export { createAuditLog as auditLog, createAuditReader as auditReader } from '../../adapters/postgres/audit-log.ts';
export { createAuthorityAnswers as authorityAnswers } from '../../adapters/postgres/authority-answers.ts';
export { createAuthorityLists as authorityLists } from '../../adapters/postgres/authority-lists.ts';
export {
  createAuthorityPhrases as authorityPhrases,
  createAuthoritySettings as authoritySettings,
} from '../../adapters/postgres/authority-lore.ts';
export { createAuthorityNotices as authorityNotices } from '../../adapters/postgres/authority-notices.ts';
export { createAuthorityReports as authorityReports } from '../../adapters/postgres/authority-reports.ts';
export { createCalls as calls } from '../../adapters/postgres/calls.ts';
export {
  createCatalogue as catalogue,
  createSettingsStore as settingsStore,
} from '../../adapters/postgres/catalogue.ts';
export { createClearViews as clearViews } from '../../adapters/postgres/clear-views.ts';
export { createColleagues as colleagues } from '../../adapters/postgres/colleagues.ts';
export { createDecisions as decisions } from '../../adapters/postgres/decisions.ts';
export { createDeclaredTies as declaredTies } from '../../adapters/postgres/declared-ties.ts';
export { createFigures as figures } from '../../adapters/postgres/figures.ts';
export { createGivenNumbers as givenNumbers } from '../../adapters/postgres/given-numbers.ts';
export { createJudgements as judgements, createNotes as notes } from '../../adapters/postgres/judgements.ts';
export { createKnownRecords as knownRecords } from '../../adapters/postgres/known-records.ts';
export { createOpenCases as openCases } from '../../adapters/postgres/open-cases.ts';
export { createProposals as proposals } from '../../adapters/postgres/proposals.ts';
export { createRecordEvents as recordEvents } from '../../adapters/postgres/record-events.ts';
export { createSamples as samples } from '../../adapters/postgres/samples.ts';
export { createSubmissions as submissions } from '../../adapters/postgres/submissions.ts';
export { createWorkList as workList } from '../../adapters/postgres/work-list.ts';
export { chance } from '../../compose/chance.ts';
export { deskParts as parts, transactions } from '../../compose/desk-database.ts';
export { fittedPictures } from '../../compose/fitted-pictures.ts';
export { markedPictures } from '../../compose/marked-pictures.ts';
export { workTimes } from '../../compose/work-times.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
