import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { deskMessages } from '../../shared/compose/desk-messages.ts';
import { edgePorts } from '../../shared/compose/edge.ts';
import { answerNotice, extendNotice } from './answer-notice.ts';
import { acceptByCheck, handOverTransferCheck, showTransferCheck } from './check-principal.ts';
import { careForWebsite, checkWebsite } from './check-website.ts';
import { claimRecord, sendClaimCode } from './claim-record.ts';
import { contract } from './contract.ts';
import { fileEnding } from './file-ending.ts';
import { listChanges } from './list-changes.ts';
import { listRecords } from './list-records.ts';
import { listTransfers } from './list-transfers.ts';
import { sendEndingCode, showEnding } from './plan-ending.ts';
import * as ports from './ports.ts';
import { askRecoveryReview, recoverRecord, sendRecoveryCode } from './recover-record.ts';
import { showRecord } from './show-record.ts';
import { offerTransfer, startTransfer } from './start-transfer.ts';
import { showStop, stopByPrincipal, stopTransfer } from './stop-transfer.ts';
import { acceptTransfer, openTransfer, previewTransfer } from './take-over.ts';
import { listUnreachedMessages, noteTold } from './unreached-messages.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: {
    listRecords,
    sendClaimCode,
    claimRecord,
    sendRecoveryCode,
    recoverRecord,
    askRecoveryReview,
    listTransfers,
    previewTransfer,
    openTransfer,
    showStop,
    stopByPrincipal,
    startTransfer,
    offerTransfer,
    acceptTransfer,
    showTransferCheck,
    handOverTransferCheck,
    acceptByCheck,
    stopTransfer,
    showRecord,
    listChanges,
    listUnreachedMessages,
    noteTold,
    extendNotice,
    answerNotice,
    checkWebsite,
    careForWebsite,
    showEnding,
    sendEndingCode,
    fileEnding,
  },
});

export const main_handler = httpFunction(room, { ...edgePorts, messageChecks: deskMessages });
