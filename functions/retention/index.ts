import { clock, erasure, expiredData, objectStore } from '../../shared/compose.ts';
import { timerFunction } from '../../shared/edge/timer-function.ts';
import { deleteExpired } from './delete-expired.ts';

export const main_handler = timerFunction({
  needs: { clock, erasure, expiredData, objectStore },
  useCase: deleteExpired,
});
