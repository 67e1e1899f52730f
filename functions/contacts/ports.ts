import type { PortsOf } from '../../platform/edge/ports.ts';

export { clock } from '../../platform/compose/system.ts';
export { codeSender } from '../../shared/compose/application.ts';
export { contacts, filings, oneTimeCodes, reviews, transactions } from '../../shared/compose/database.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
