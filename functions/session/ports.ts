import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock, ids } from '../../platform/compose/system.ts';
export { smsCodeSender, views } from '../../shared/compose/application.ts';
export {
  accounts,
  auditTrail,
  callerLimits,
  documents,
  erasure,
  filings,
  oneTimeCodes,
  records,
  scanTickets,
  sessions,
  transactions,
} from '../../shared/compose/database.ts';
export { sessionTokens } from '../../shared/compose/keys.ts';
export { phoneNumbers, weChat } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
