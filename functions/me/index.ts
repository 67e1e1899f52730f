import {
  auditTrail,
  callerLimits,
  clock,
  consents,
  documents,
  erasure,
  filings,
  livenessChecks,
  objectStore,
  sessionTokens,
  settings,
  transactions,
  views,
} from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { giveConsent, withdrawConsent } from './consent.ts';
import { contract } from './contract.ts';
import { eraseMe } from './erase-me.ts';
import { exportData } from './export-data.ts';
import { showMe } from './show-me.ts';

export const room = httpRoom({
  contract,
  needs: {
    auditTrail,
    callerLimits,
    clock,
    consents,
    documents,
    erasure,
    filings,
    livenessChecks,
    objectStore,
    sessionTokens,
    settings,
    transactions,
    views,
  },
  useCases: { showMe, exportData, giveConsent, withdrawConsent, eraseMe },
});

export const main_handler = httpFunction(room);
