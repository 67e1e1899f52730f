import type { DeskSettings } from '../domain/settings.ts';
import type { WorkingHours } from '../domain/working-time.ts';

/** The settings in force, and the hours that they make with the calendar. */
export interface WorkTimes {
  current(): Promise<{ readonly settings: DeskSettings; readonly hours: WorkingHours }>;
}
