import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { smsCodeSender, views } from '../../shared/compose/application.ts';
export {
  askedNumbers,
  auditTrail,
  consents,
  documents,
  filingRounds,
  filings,
  handOvers,
  livenessChecks,
  oneTimeCodes,
  recordEvents,
  records,
  recordTransfers,
  transactions,
} from '../../shared/compose/database.ts';
export { claimableRecords } from '../../shared/compose/record-service.ts';
export { endings } from '../../shared/compose/settings.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
