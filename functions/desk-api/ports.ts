import type { PortsOf } from '../../shared/edge/ports.ts';

export { objectStore } from '../../shared/compose/object-store.ts';
export { clock, ids } from '../../shared/compose/system.ts';
export { authorityWay, fittedPictures } from '../../shared/desk/compose/authority.ts';
export { chance } from '../../shared/desk/compose/chance.ts';
export {
  auditLog,
  auditReader,
  authorityAnswers,
  authorityLists,
  authorityNotices,
  authorityPhrases,
  authorityReports,
  authoritySettings,
  calls,
  catalogue,
  clearViews,
  colleagues,
  decisions,
  declaredTies,
  figures,
  judgements,
  knownRecords,
  notes,
  openCases,
  proposals,
  recordEvents,
  samples,
  settingsStore,
  submissions,
  transactions,
  unreadAnswers,
  workList,
  workTimes,
} from '../../shared/desk/compose/desk-database.ts';
export { markedPictures } from '../../shared/desk/compose/marked-pictures.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
