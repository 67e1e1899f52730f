import { timerFunction } from '../../shared/edge/timer-function.ts';
import * as ports from './ports.ts';
import { takeSteps } from './take-steps.ts';

export const main_handler = timerFunction({ ports, useCase: takeSteps });
