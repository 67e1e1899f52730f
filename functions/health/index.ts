import { deployment, vitals } from '../../shared/compose.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { checkHealth } from './check-health.ts';
import { contract } from './contract.ts';

export const room = httpRoom({ contract, needs: { deployment, vitals }, useCases: { checkHealth } });

export const main_handler = httpFunction(room);
