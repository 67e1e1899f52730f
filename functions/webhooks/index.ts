import {
  callerLimits,
  clock,
  ids,
  replies,
  sessionTokens,
  transactions,
  views,
  webhookCalls,
  webhookEndpoints,
  webhookMessages,
} from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { contract } from './contract.ts';
import { changeSecret, enableEndpoint, listEndpoints, removeEndpoint } from './manage-endpoints.ts';
import { registerEndpoint } from './register-endpoint.ts';
import { listMessages, redeliverMessage, replayMessages } from './repeat-messages.ts';

export const room = httpRoom({
  contract,
  needs: {
    callerLimits,
    clock,
    ids,
    replies,
    sessionTokens,
    transactions,
    views,
    webhookCalls,
    webhookEndpoints,
    webhookMessages,
  },
  useCases: {
    registerEndpoint,
    listEndpoints,
    removeEndpoint,
    changeSecret,
    enableEndpoint,
    listMessages,
    redeliverMessage,
    replayMessages,
  },
});

export const main_handler = httpFunction(room);
