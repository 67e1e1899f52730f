import {
  clock,
  documents,
  ids,
  livenessChecks,
  objectStore,
  outbox,
  reviewDesk,
  reviews,
} from '../../shared/compose.ts';
import { timerFunction } from '../../shared/edge/timer-function.ts';
import { deliverMessages } from './deliver-messages.ts';

export const main_handler = timerFunction({
  needs: { clock, documents, ids, livenessChecks, objectStore, outbox, reviewDesk, reviews },
  useCase: deliverMessages,
});
