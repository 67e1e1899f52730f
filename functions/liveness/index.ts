import {
  callerLimits,
  clock,
  consents,
  documents,
  faces,
  filings,
  ids,
  livenessChecks,
  livenessProvider,
  objectStore,
  replies,
  seenMedia,
  sessionTokens,
  settings,
  transactions,
  uploadGrants,
  uploadPermits,
} from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { contract } from './contract.ts';
import { openCheck } from './open-check.ts';
import { showCheck } from './show-check.ts';
import { verify } from './verify.ts';

export const room = httpRoom({
  contract,
  needs: {
    callerLimits,
    clock,
    consents,
    documents,
    faces,
    filings,
    ids,
    livenessChecks,
    livenessProvider,
    objectStore,
    replies,
    seenMedia,
    sessionTokens,
    settings,
    transactions,
    uploadGrants,
    uploadPermits,
  },
  useCases: { openCheck, verify, showCheck },
});

export const main_handler = httpFunction(room);
