import { httpFunction, httpRoom } from '../../../platform/edge/http-function.ts';
import { filingMessages } from '../../compose/filing-messages.ts';
import { contract } from './contract.ts';
import { eraseFiling } from './erase-filing.ts';
import * as ports from './ports.ts';
import { queryVerdicts } from './query-verdicts.ts';
import { submitFiling } from './submit-filing.ts';
import { withdrawFiling } from './withdraw-filing.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: { submitFiling, withdrawFiling, eraseFiling, queryVerdicts },
});

export const main_handler = httpFunction(room, { messageChecks: filingMessages });
