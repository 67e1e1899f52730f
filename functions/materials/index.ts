import {
  auditTrail,
  clock,
  documents,
  filingCases,
  filings,
  sessionTokens,
  settings,
  views,
} from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { contract } from './contract.ts';
import { listMaterials } from './list-materials.ts';
import { commitmentLetter } from './show-commitment-letter.ts';

export const room = httpRoom({
  contract,
  needs: { auditTrail, clock, documents, filingCases, filings, sessionTokens, settings, views },
  useCases: { listMaterials, commitmentLetter },
});

export const main_handler = httpFunction(room);
