import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { edgePorts } from '../../shared/compose/edge.ts';
import { contract } from './contract.ts';
import { blankLetter, listProvinces, showGuide } from './guide.ts';
import { listChangeNeeds } from './list-change-needs.ts';
import { listMaterials } from './list-materials.ts';
import * as ports from './ports.ts';
import { commitmentLetter } from './show-commitment-letter.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: { listMaterials, listChangeNeeds, commitmentLetter, listProvinces, showGuide, blankLetter },
});

export const main_handler = httpFunction(room, edgePorts);
