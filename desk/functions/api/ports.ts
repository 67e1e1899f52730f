import type { PortsOf } from '../../../platform/edge/ports.ts';

export { objectStore } from '../../../platform/compose/object-store.ts';
export { clock, ids } from '../../../platform/compose/system.ts';
export { chance } from '../../compose/chance.ts';
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
  givenNumbers,
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
  workList,
  workTimes,
} from '../../compose/desk-database.ts';
export { fittedPictures } from '../../compose/fitted-pictures.ts';
export { markedPictures } from '../../compose/marked-pictures.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
