import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { edgePorts } from '../../shared/compose/edge.ts';
import { contract } from './contract.ts';
import { endSession, listSessions } from './devices.ts';
import { linkPhone, sendLinkCode, unlinkPhone } from './link-phone.ts';
import { proveNumber, sendPhoneCode, signInByPhone } from './phone-sign-in.ts';
import * as ports from './ports.ts';
import { renew } from './renew.ts';
import { confirmScanTicket, makeScanTicket, showScanAsker, showScanTicket } from './scan-ticket.ts';
import { showBoundNumber } from './show-bound-number.ts';
import { signIn } from './sign-in.ts';
import { signOut, signOutEverywhere } from './sign-out.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: {
    signIn,
    renew,
    signOut,
    signOutEverywhere,
    listSessions,
    endSession,
    makeScanTicket,
    showScanTicket,
    showScanAsker,
    confirmScanTicket,
    sendPhoneCode,
    signInByPhone,
    proveNumber,
    sendLinkCode,
    linkPhone,
    unlinkPhone,
    showBoundNumber,
  },
});

export const main_handler = httpFunction(room, edgePorts);
