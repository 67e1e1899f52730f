import { timerFunction } from '../../platform/edge/timer-function.ts';
import { deleteExpired } from './delete-expired.ts';
import * as ports from './ports.ts';

export const main_handler = timerFunction({ ports, useCase: deleteExpired });
