import { deskSignature, inbox, reviews, transactions } from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { contract } from './contract.ts';
import { receiveVerdict } from './receive-verdict.ts';

export const room = httpRoom({
  contract,
  needs: { deskSignature, inbox, reviews, transactions },
  useCases: { receiveVerdict },
});

export const main_handler = httpFunction(room);
