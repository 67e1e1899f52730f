import {
  accounts,
  callerLimits,
  clock,
  ids,
  scanTickets,
  sessions,
  sessionTokens,
  settings,
  transactions,
  views,
  weChat,
} from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { contract } from './contract.ts';
import { renew } from './renew.ts';
import { confirmScanTicket, makeScanTicket, showScanTicket } from './scan-ticket.ts';
import { signIn } from './sign-in.ts';
import { signOut, signOutEverywhere } from './sign-out.ts';

export const room = httpRoom({
  contract,
  needs: {
    accounts,
    sessions,
    sessionTokens,
    scanTickets,
    transactions,
    weChat,
    views,
    settings,
    ids,
    clock,
    callerLimits,
  },
  useCases: { signIn, renew, signOut, signOutEverywhere, makeScanTicket, showScanTicket, confirmScanTicket },
});

export const main_handler = httpFunction(room);
