import type { PortsOf } from '../../shared/edge/ports.ts';

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
export { clock, ids } from '../../shared/compose/system.ts';
export { phoneNumbers, weChat } from '../../shared/compose/vendors.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
