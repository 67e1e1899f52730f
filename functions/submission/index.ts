import {
  authorizationCodes,
  callerLimits,
  documents,
  filingCases,
  filingRounds,
  filings,
  livenessChecks,
  replies,
  sessionTokens,
  settings,
  transactions,
} from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { abandon } from './abandon.ts';
import { contract } from './contract.ts';
import { submit } from './submit.ts';
import { withdraw } from './withdraw.ts';

export const room = httpRoom({
  contract,
  needs: {
    authorizationCodes,
    callerLimits,
    documents,
    filingCases,
    filingRounds,
    filings,
    livenessChecks,
    replies,
    sessionTokens,
    settings,
    transactions,
  },
  useCases: { submit, withdraw, abandon },
});

export const main_handler = httpFunction(room);
