import {
  callerLimits,
  clock,
  eligibilityChecks,
  filingCases,
  ids,
  sessionTokens,
  settings,
  views,
  weChat,
} from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { checkEligibility } from './check-eligibility.ts';
import { contract } from './contract.ts';
import { reference } from './reference.ts';

export const room = httpRoom({
  contract,
  needs: { clock, eligibilityChecks, filingCases, ids, callerLimits, sessionTokens, settings, views, weChat },
  useCases: { checkEligibility, reference },
});

export const main_handler = httpFunction(room);
