import chineseDays from 'chinese-days';
import { FROM_HOUR, REVIEW_WORKDAYS, TO_HOUR } from '../../shared/desk/domain/limits.ts';
import { type WorkingHours, workingDayMs } from '../../shared/desk/domain/working-time.ts';

/** The desk's hours by the holiday calendar of the State Council. */
export const WORKING_HOURS: WorkingHours = {
  isWorkday: (day) => chineseDays.isWorkday(day),
  fromHour: FROM_HOUR,
  toHour: TO_HOUR,
};

/** Working time for an initial review. */
export const REVIEW_LIMIT_MS = REVIEW_WORKDAYS * workingDayMs(WORKING_HOURS);
