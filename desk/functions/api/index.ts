import { httpFunction, httpRoom } from '../../../platform/edge/http-function.ts';
import { deskEdgePorts } from '../../compose/edge.ts';
import { dropAnswer, noteHandedIn, showAuthority, typeAnswer } from './authority/authority.ts';
import { listReports, noteReported, reportNotice } from './authority/authority-notices.ts';
import { confirmReturn, listPhrases, promotePhrase, showReturn } from './authority/authority-return.ts';
import { saveAuthoritySettings } from './authority/authority-settings.ts';
import { exportLedger, exportSubmission } from './authority/export-submission.ts';
import { handleListed, showLists } from './authority/lists.ts';
import { findRecord, listRectifications, tellOfRecord } from './authority/rectification.ts';
import { listTaskQueues, listTasks } from './authority/tasks.ts';
import { typeAnswers } from './authority/type-answers.ts';
import { confirmNumbers, listNumbers } from './authority/typed-numbers.ts';
import { assignCase, listColleagues } from './cases/assign-case.ts';
import { connectCall, endCall, startCall } from './cases/calls.ts';
import { decide, previewReturn } from './cases/decide.ts';
import { exceptTied } from './cases/except-tied.ts';
import { findCases } from './cases/find-cases.ts';
import { endHold, hold } from './cases/hold.ts';
import { addNote, judgeRow } from './cases/judge-row.ts';
import { releaseLease, renewLease, takeCase, takeNext } from './cases/leases.ts';
import { listQueue, listQueues } from './cases/list-queues.ts';
import { noteSeen, openPaper, uncoverPaper } from './cases/open-paper.ts';
import { showProposedLines } from './cases/proposed-lines.ts';
import { listReasons, listReasonVersions, saveReason } from './cases/reasons.ts';
import { reveal } from './cases/reveal.ts';
import { showCase } from './cases/show-case.ts';
import { takeBack } from './cases/take-back.ts';
import { listUnreached, noteTold } from './cases/unreached.ts';
import { viewSecond } from './cases/view-second.ts';
import { contract } from './contract.ts';
import { readAccesses } from './lead/access-log.ts';
import { listProposals, proposeEvent, proposeList, settleProposal } from './lead/proposals.ts';
import { judgeSample, listSamples } from './lead/samples.ts';
import { saveSettings, showSettings } from './lead/settings.ts';
import { listFigureCases, showFigures } from './lead/show-figures.ts';
import * as ports from './ports.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: {
    showAuthority,
    exportLedger,
    typeAnswers,
    listNumbers,
    confirmNumbers,
    listPhrases,
    promotePhrase,
    saveAuthoritySettings,
    listRectifications,
    findRecord,
    tellOfRecord,
    reportNotice,
    listReports,
    noteReported,
    showLists,
    handleListed,
    listUnreached,
    noteTold,
    proposeEvent,
    proposeList,
    listProposals,
    showProposedLines,
    settleProposal,
    readAccesses,
    listTaskQueues,
    listTasks,
    listQueues,
    listQueue,
    takeNext,
    findCases,
    ...exceptTied({
      showCase,
      takeCase,
      renewLease,
      judgeRow,
      addNote,
      reveal,
      openPaper,
      noteSeen,
      uncoverPaper,
      previewReturn,
      decide,
      viewSecond,
      startCall,
      connectCall,
      endCall,
      listColleagues,
      assignCase,
      hold,
      endHold,
      exportSubmission,
      noteHandedIn,
      typeAnswer,
      dropAnswer,
      showReturn,
      confirmReturn,
    }),
    releaseLease,
    takeBack,
    listReasons,
    listReasonVersions,
    saveReason,
    listSamples,
    judgeSample,
    showSettings,
    saveSettings,
    showFigures,
    listFigureCases,
  },
});

export const main_handler = httpFunction(room, deskEdgePorts);
