import { createAccounts } from '../shared/adapters/postgres/accounts.ts';
import { createConsents } from '../shared/adapters/postgres/consents.ts';
import { createDocuments } from '../shared/adapters/postgres/documents.ts';
import { createFilingRounds } from '../shared/adapters/postgres/filing-rounds.ts';
import { createFilings } from '../shared/adapters/postgres/filings.ts';
import { createLivenessChecks } from '../shared/adapters/postgres/liveness-checks.ts';
import { createOutbox } from '../shared/adapters/postgres/outbox.ts';
import { createRecordTransfers } from '../shared/adapters/postgres/record-transfers.ts';
import { createRecords } from '../shared/adapters/postgres/records.ts';
import { createReviews } from '../shared/adapters/postgres/reviews.ts';
import { createSessions } from '../shared/adapters/postgres/sessions.ts';
import { stored } from '../shared/compose/database.ts';
import { telling } from '../shared/compose/messages.ts';
import { sealed } from '../shared/compose/sealed.ts';

// Ports over the service's tables, for commands that look at what functions did.

export const accounts = sealed(createAccounts);
export const consents = stored(createConsents);
export const documents = sealed(createDocuments);
export const filingRounds = sealed(createFilingRounds);
export const filings = telling(createFilings);
export const livenessChecks = sealed(createLivenessChecks);
export const outbox = telling(createOutbox);
export const recordTransfers = telling(createRecordTransfers);
export const records = telling(createRecords);
export const reviews = telling(createReviews);
export const sessions = sealed(createSessions);
