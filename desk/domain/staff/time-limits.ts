import type { DeskSettings } from '../oversight/settings.ts';
import { afterWorkingTime, type WorkingHours, workingDayMs } from './working-time.ts';

/** Working time for an initial review. */
export const reviewLimitMs = ({ reviewWorkdays }: Pick<DeskSettings, 'reviewWorkdays'>, hours: WorkingHours): number =>
  reviewWorkdays * workingDayMs(hours);

/** Until half of its time is over, a case is kept for whoever knows the filing. */
export const keptUntil = (from: Date, limitMs: number, hours: WorkingHours): Date =>
  afterWorkingTime(from, limitMs / 2, hours);
