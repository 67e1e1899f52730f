import {
  authorizationCodes,
  callerLimits,
  clock,
  cloudAccounts,
  cloudRoles,
  cloudServices,
  ids,
  replies,
  sessionTokens,
  transactions,
  views,
} from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { linkCloudAccount, showCloudAccount, unlinkCloudAccount } from './cloud-account.ts';
import { contract } from './contract.ts';
import { createCode } from './create-code.ts';
import { listCodes } from './list-codes.ts';
import { removeCode } from './remove-code.ts';

export const room = httpRoom({
  contract,
  needs: {
    authorizationCodes,
    clock,
    cloudAccounts,
    cloudRoles,
    cloudServices,
    ids,
    callerLimits,
    replies,
    sessionTokens,
    transactions,
    views,
  },
  useCases: { createCode, listCodes, removeCode, showCloudAccount, linkCloudAccount, unlinkCloudAccount },
});

export const main_handler = httpFunction(room);
