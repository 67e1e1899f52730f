import type { PortsOf } from '../../shared/edge/ports.ts';

export { codeSender } from '../../shared/compose/application.ts';
export { contacts, filings, oneTimeCodes, reviews, transactions } from '../../shared/compose/database.ts';
export { clock } from '../../shared/compose/system.ts';

export type Ports = PortsOf<typeof import('./ports.ts')>;
