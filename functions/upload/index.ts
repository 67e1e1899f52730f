import {
  auditTrail,
  callerLimits,
  clock,
  consents,
  documents,
  filings,
  objectStore,
  replies,
  sessionTokens,
  transactions,
  uploadGrants,
  uploadPermits,
  views,
} from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { contract } from './contract.ts';
import { grantUpload } from './grant-upload.ts';
import { showDocument } from './show-document.ts';

export const room = httpRoom({
  contract,
  needs: {
    auditTrail,
    callerLimits,
    clock,
    consents,
    documents,
    filings,
    objectStore,
    replies,
    sessionTokens,
    transactions,
    uploadGrants,
    uploadPermits,
    views,
  },
  useCases: { grantUpload, showDocument },
});

export const main_handler = httpFunction(room);
