import {
  accounts,
  clock,
  documents,
  filingRounds,
  ids,
  objectStore,
  outbox,
  reviewDesk,
  reviews,
  subscribeMessages,
  textMessages,
  transactions,
  webhookCalls,
  webhookEndpoints,
  webhookMessages,
} from '../../shared/compose.ts';
import { timerFunction } from '../../shared/edge/timer-function.ts';
import { deliverMessages } from './deliver-messages.ts';

export const main_handler = timerFunction({
  needs: {
    accounts,
    clock,
    documents,
    filingRounds,
    ids,
    objectStore,
    outbox,
    reviewDesk,
    reviews,
    subscribeMessages,
    textMessages,
    transactions,
    webhookCalls,
    webhookEndpoints,
    webhookMessages,
  },
  useCase: deliverMessages,
});
