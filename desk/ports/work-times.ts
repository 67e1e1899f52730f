import type { DeskSettings } from '../domain/oversight/settings.ts';
import type { WorkingHours } from '../domain/staff/working-time.ts';

/** The settings in force, and the hours that they make with the calendar. */
export interface WorkTimes {
  current(): Promise<{ readonly settings: DeskSettings; readonly hours: WorkingHours }>;
}
