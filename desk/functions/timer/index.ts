import { timerFunction } from '../../../platform/edge/timer-function.ts';
import * as ports from './ports.ts';
import { runDesk } from './run-desk.ts';

export const main_handler = timerFunction({ ports, useCase: runDesk });
