import { httpFunction, httpRoom } from '../../../platform/edge/http-function.ts';
import { deskEdgePorts } from '../../compose/edge.ts';
import { assignCase, listColleagues } from './assign-case.ts';
import { dropAnswer, noteHandedIn, showAuthority, typeAnswer } from './authority.ts';
import { listReports, noteReported, reportNotice } from './authority-notices.ts';
import { confirmReturn, listPhrases, promotePhrase, showReturn } from './authority-return.ts';
import { saveAuthoritySettings } from './authority-settings.ts';
import { connectCall, endCall, startCall } from './calls.ts';
import { contract } from './contract.ts';
import { decide, previewReturn } from './decide.ts';
import { exceptTied } from './except-tied.ts';
import { exportSubmission } from './export-submission.ts';
import { findCases } from './find-cases.ts';
import { endHold, hold } from './hold.ts';
import { addNote, judgeRow } from './judge-row.ts';
import { releaseLease, renewLease, takeCase, takeNext } from './leases.ts';
import { listQueue, listQueues } from './list-queues.ts';
import { handleListed, showLists } from './lists.ts';
import { openPaper, uncoverPaper } from './open-paper.ts';
import * as ports from './ports.ts';
import { listProposals, proposeEvent, proposeList, settleProposal } from './proposals.ts';
import { showProposedLines } from './proposed-lines.ts';
import { listReasons, listReasonVersions, saveReason } from './reasons.ts';
import { findRecord, listRectifications, tellOfRecord } from './rectification.ts';
import { reveal } from './reveal.ts';
import { judgeSample, listSamples } from './samples.ts';
import { saveSettings, showSettings } from './settings.ts';
import { showCase } from './show-case.ts';
import { showFigures } from './show-figures.ts';
import { takeBack } from './take-back.ts';
import { listTaskQueues, listTasks } from './tasks.ts';
import { viewSecond } from './view-second.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: {
    showAuthority,
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
    proposeEvent,
    proposeList,
    listProposals,
    showProposedLines,
    settleProposal,
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
  },
});

export const main_handler = httpFunction(room, deskEdgePorts);
