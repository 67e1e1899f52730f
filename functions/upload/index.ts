import {
  auditTrail,
  callerLimits,
  clock,
  consents,
  documents,
  filings,
  ids,
  objectStore,
  replies,
  sessionTokens,
  transactions,
  uploadGrants,
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
    ids,
    objectStore,
    replies,
    sessionTokens,
    transactions,
    uploadGrants,
    views,
  },
  useCases: { grantUpload, showDocument },
});

export const main_handler = httpFunction(room);
