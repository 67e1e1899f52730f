import { clock, reviewDesk, reviews } from '../../shared/compose.ts';
import { timerFunction } from '../../shared/edge/timer-function.ts';
import { syncVerdicts } from './sync-verdicts.ts';

export const main_handler = timerFunction({ needs: { clock, reviewDesk, reviews }, useCase: syncVerdicts });
