import { seal } from '../../platform/compose/keys.ts';
import { objectStore } from '../../platform/compose/object-store.ts';
import { once } from '../../platform/compose/provider.ts';
import { clock, ids } from '../../platform/compose/system.ts';
import { createAccountErasure } from '../application/account-erasure.ts';
import { createCaseFacts } from '../application/case-facts.ts';
import { createCodeSender } from '../application/code-sender.ts';
import { createFiledPictures } from '../application/filed-pictures.ts';
import { createFilingCases } from '../application/filing-cases.ts';
import { createForgetting } from '../application/forgetting.ts';
import { createOpenChecks } from '../application/open-checks.ts';
import { createUploadPermits } from '../application/upload-permits.ts';
import { createViews } from '../application/views.ts';
import { createVitals } from '../application/vitals.ts';
import type { Vitals } from '../ports/vitals.ts';
import { companyAnswers } from './company-register.ts';
import {
  askedNumbers,
  auditTrail,
  authorizationCodes,
  callerLimits,
  consents,
  contacts,
  documents,
  erasure,
  filings,
  formDrafts,
  livenessChecks,
  oneTimeCodes,
  ownRecords,
  records,
  schemaVersion,
  transactions,
  viewFiles,
} from './database.ts';
import { sessionTokens } from './keys.ts';
import { filingRegistry } from './record-service.ts';
import { cloudServices, domainRegistry, websiteProbe } from './registries.ts';
import { settings } from './settings.ts';
import { codeMessages, mails } from './vendors.ts';

// Ports that combine several other ports.

export async function uploadPermits() {
  return createUploadPermits({ documents: await documents(), ids: await ids() });
}

export async function filedPictures() {
  return createFiledPictures({ filings: await filings(), documents: await documents(), clock: await clock() });
}

export async function views() {
  return createViews(await objectStore(), await viewFiles(), await clock(), await ids());
}

export async function accountErasure() {
  return createAccountErasure({
    auditTrail: await auditTrail(),
    consents: await consents(),
    erasure: await erasure(),
    transactions: await transactions(),
  });
}

export async function forgetting() {
  return createForgetting(await erasure(), await objectStore());
}

export async function openChecks() {
  return createOpenChecks({
    documents: await documents(),
    livenessChecks: await livenessChecks(),
    objectStore: await objectStore(),
  });
}

/** For rooms that send SMS only: their bundle has no SMTP. */
export async function smsCodeSender() {
  return createCodeSender(await senderParts());
}

export async function codeSender() {
  return createCodeSender({ ...(await senderParts()), mails: await mails() });
}

async function senderParts() {
  return {
    callerLimits: await callerLimits(),
    oneTimeCodes: await oneTimeCodes(),
    codeMessages: await codeMessages(),
    ids: await ids(),
    clock: await clock(),
  };
}

export const vitals = (): Promise<Vitals> =>
  once(vitals, async () =>
    createVitals({
      schemaVersion: await schemaVersion(),
      objectStore: await objectStore(),
      seal: await seal(),
      sessionTokens: await sessionTokens(),
      clock: await clock(),
    }),
  );

/** Facts from outside, for rooms without a filing to ask about. */
export async function caseFacts() {
  return createCaseFacts({
    domainRegistry: await domainRegistry(),
    cloudServices: await cloudServices(),
    ownRecords: await ownRecords(),
    filingRegistry: await filingRegistry(),
    authorizationCodes: await authorizationCodes(),
  });
}

export async function filingCases() {
  return createFilingCases({
    filings: await filings(),
    formDrafts: await formDrafts(),
    documents: await documents(),
    askedNumbers: await askedNumbers(),
    livenessChecks: await livenessChecks(),
    consents: await consents(),
    contacts: await contacts(),
    domainRegistry: await domainRegistry(),
    cloudServices: await cloudServices(),
    ownRecords: await ownRecords(),
    records: await records(),
    filingRegistry: await filingRegistry(),
    authorizationCodes: await authorizationCodes(),
    websiteProbe: await websiteProbe(),
    companyAnswers: await companyAnswers(),
    settings: await settings(),
    clock: await clock(),
  });
}
