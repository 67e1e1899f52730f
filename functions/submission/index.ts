import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { edgePorts } from '../../shared/compose/edge.ts';
import { abandon } from './abandon.ts';
import { contract } from './contract.ts';
import * as ports from './ports.ts';
import { submit } from './submit.ts';
import { withdraw } from './withdraw.ts';

export const room = httpRoom({ contract, ports, useCases: { submit, withdraw, abandon } });

export const main_handler = httpFunction(room, edgePorts);
