import { clock, filingCases, outbox, reviews, timedSteps, transactions } from '../../shared/compose.ts';
import { timerFunction } from '../../shared/edge/timer-function.ts';
import { takeSteps } from './take-steps.ts';

export const main_handler = timerFunction({
  needs: { clock, filingCases, outbox, reviews, timedSteps, transactions },
  useCase: takeSteps,
});
