import { createAskedNumbers } from '../adapters/postgres/accounts/asked-numbers.ts';
import { createConsents } from '../adapters/postgres/accounts/consents.ts';
import { createContacts } from '../adapters/postgres/accounts/contacts.ts';
import { createDocuments } from '../adapters/postgres/documents/documents.ts';
import { createLivenessChecks } from '../adapters/postgres/documents/liveness-checks.ts';
import { createAuthorizationCodes } from '../adapters/postgres/filings/authorization-codes.ts';
import { createFilings } from '../adapters/postgres/filings/filings.ts';
import { createFormDrafts } from '../adapters/postgres/filings/form-drafts.ts';
import { createOwnRecords } from '../adapters/postgres/records/own-records.ts';
import { createRecords } from '../adapters/postgres/records/records.ts';
import { createFilingCases } from '../application/filing-cases.ts';
import { cloudServices } from './cloud-services.ts';
import { companyAnswers } from './company-register.ts';
import { domainRegistry } from './domain-registry.ts';
import { messageParts } from './messages.ts';
import { filingRegistry } from './record-service.ts';
import { settings } from './settings.ts';
import { websiteProbe } from './website-probe.ts';

export async function filingCases() {
  const parts = await messageParts();
  return createFilingCases({
    filings: createFilings(parts),
    formDrafts: createFormDrafts(parts),
    documents: createDocuments(parts),
    askedNumbers: createAskedNumbers(parts),
    livenessChecks: createLivenessChecks(parts),
    consents: createConsents(parts),
    contacts: createContacts(parts),
    domainRegistry: await domainRegistry(),
    cloudServices: await cloudServices(),
    ownRecords: createOwnRecords(parts),
    records: createRecords(parts),
    filingRegistry: await filingRegistry(),
    authorizationCodes: createAuthorizationCodes(parts),
    websiteProbe: await websiteProbe(),
    companyAnswers: await companyAnswers(),
    settings: await settings(),
    clock: parts.clock,
  });
}
