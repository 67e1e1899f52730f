import { timerFunction } from '../../platform/edge/timer-function.ts';
import { deliverMessages } from './deliver-messages.ts';
import * as ports from './ports.ts';

export const main_handler = timerFunction({ ports, useCase: deliverMessages });
