import { createAskedNumbers } from '../adapters/postgres/asked-numbers.ts';
import { createAuthorizationCodes } from '../adapters/postgres/authorization-codes.ts';
import { createConsents } from '../adapters/postgres/consents.ts';
import { createContacts } from '../adapters/postgres/contacts.ts';
import { createDocuments } from '../adapters/postgres/documents.ts';
import { createFilings } from '../adapters/postgres/filings.ts';
import { createFormDrafts } from '../adapters/postgres/form-drafts.ts';
import { createLivenessChecks } from '../adapters/postgres/liveness-checks.ts';
import { createOwnRecords } from '../adapters/postgres/own-records.ts';
import { createRecords } from '../adapters/postgres/records.ts';
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
