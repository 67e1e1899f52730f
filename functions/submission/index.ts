import {
  authorizationCodes,
  filingCases,
  filings,
  replies,
  sessionTokens,
  transactions,
} from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { abandon } from './abandon.ts';
import { contract } from './contract.ts';
import { submit } from './submit.ts';
import { withdraw } from './withdraw.ts';

export const room = httpRoom({
  contract,
  needs: { authorizationCodes, filingCases, filings, replies, sessionTokens, transactions },
  useCases: { submit, withdraw, abandon },
});

export const main_handler = httpFunction(room);
