import { timerFunction } from '../../platform/edge/timer-function.ts';
import { lookAfterRecords } from './look-after-records.ts';
import { moveRecords } from './move-records.ts';
import * as ports from './ports.ts';
import { takeSteps } from './take-steps.ts';

export const main_handler = timerFunction({
  ports,
  useCase: async (tick, given) => ({
    ...(await moveRecords(tick, given)),
    ...(await takeSteps(tick, given)),
    ...(await lookAfterRecords(tick, given)),
  }),
});
