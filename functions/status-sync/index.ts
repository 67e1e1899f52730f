import { timerFunction } from '../../platform/edge/timer-function.ts';
import * as ports from './ports.ts';
import { syncVerdicts } from './sync-verdicts.ts';

export const main_handler = timerFunction({ ports, useCase: syncVerdicts });
