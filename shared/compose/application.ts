import type { Vitals } from '../ports/vitals.ts';
import {
  authorizationCodes,
  consents,
  documents,
  filings,
  livenessChecks,
  ownRecords,
  schemaVersion,
} from './database.ts';
import { seal, sessionTokens } from './keys.ts';
import { objectStore } from './object-store.ts';
import { once } from './provider.ts';
import { cloudServices, companyRegister, domainRegistry, filingRegistry, websiteProbe } from './registries.ts';
import { settings } from './settings.ts';
import { clock, ids } from './system.ts';

// What is put together from several ports.

export async function uploadPermits() {
  const { createUploadPermits } = await import('../application/upload-permits.ts');
  return createUploadPermits({ documents: await documents(), ids: await ids(), clock: await clock() });
}

export async function views() {
  const { createViews } = await import('../application/views.ts');
  return createViews(await objectStore(), await clock(), await ids());
}

export const vitals = (): Promise<Vitals> =>
  once(vitals, async () => {
    const { createVitals } = await import('../application/vitals.ts');
    return createVitals({
      schemaVersion: await schemaVersion(),
      objectStore: await objectStore(),
      seal: await seal(),
      sessionTokens: await sessionTokens(),
      clock: await clock(),
    });
  });

export async function filingCases() {
  const { createFilingCases } = await import('../application/filing-cases.ts');
  return createFilingCases({
    filings: await filings(),
    documents: await documents(),
    livenessChecks: await livenessChecks(),
    consents: await consents(),
    domainRegistry: await domainRegistry(),
    cloudServices: await cloudServices(),
    ownRecords: await ownRecords(),
    filingRegistry: await filingRegistry(),
    authorizationCodes: await authorizationCodes(),
    websiteProbe: await websiteProbe(),
    companyRegister: await companyRegister(),
    settings: await settings(),
    clock: await clock(),
  });
}
