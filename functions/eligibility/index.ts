import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { edgePorts } from '../../shared/compose/edge.ts';
import { checkEligibility } from './check-eligibility.ts';
import { contract } from './contract.ts';
import * as ports from './ports.ts';
import { reference } from './reference.ts';

export const room = httpRoom({ contract, ports, useCases: { checkEligibility, reference } });

export const main_handler = httpFunction(room, edgePorts);
