import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { edgePorts } from '../../shared/compose/edge.ts';
import { answerFlag, takeBackAnswer } from './answer-flag.ts';
import { contract } from './contract.ts';
import { listFilings } from './list-filings.ts';
import { followRecord, showDifference } from './moved-record.ts';
import { openFiling } from './open-filing.ts';
import { overview } from './overview.ts';
import * as ports from './ports.ts';
import { preview } from './preview.ts';
import { progress } from './progress.ts';
import { saveCertificateNumber } from './save-certificate-number.ts';
import { saveDraft } from './save-draft.ts';
import { saveOrganizer } from './save-organizer.ts';
import { savePrincipal } from './save-principal.ts';
import { addWebsite, removeWebsite, saveConnection, saveSiteOwner, saveWebsite } from './save-website.ts';
import { showFiling } from './show-filing.ts';
import { showRepair } from './show-repair.ts';
import { road } from './show-road.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: {
    openFiling,
    listFilings,
    showFiling,
    saveOrganizer,
    savePrincipal,
    saveDraft,
    addWebsite,
    saveWebsite,
    saveCertificateNumber,
    saveConnection,
    showDifference,
    followRecord,
    removeWebsite,
    saveSiteOwner,
    overview,
    showRepair,
    answerFlag,
    takeBackAnswer,
    preview,
    progress,
    road,
  },
});

export const main_handler = httpFunction(room, edgePorts);
