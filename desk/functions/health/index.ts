import { httpFunction, httpRoom } from '../../../platform/edge/http-function.ts';
import { checkHealth } from './check-health.ts';
import { contract } from './contract.ts';
import * as ports from './ports.ts';

export const room = httpRoom({ contract, ports, useCases: { checkHealth } });

export const main_handler = httpFunction(room, {});
