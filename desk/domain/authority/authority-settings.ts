import { dayAt, type IsWorkday } from '../staff/working-time.ts';

/** When filings are handed in to the authority, and from when on its words are proposals. Each change is a version. */
export interface AuthoritySettings {
  /** 0: as shipped. */
  readonly version: number;
  /** Full hours in Beijing between which the authority takes filings. */
  readonly fromHour: number;
  readonly toHour: number;
  readonly onWorkdaysOnly: boolean;
  /** Why nothing is handed in now, such as the authority's maintenance; until when, where somebody knows it. */
  readonly hold: { readonly reason: string; readonly until?: string | undefined } | undefined;
  /** How often staff must have understood the authority's words in one way, before that is proposed. */
  readonly proposesAfter: number;
}

export const SHIPPED_AUTHORITY_SETTINGS: AuthoritySettings = {
  version: 0,
  fromHour: 0,
  toHour: 24,
  onWorkdaysOnly: false,
  hold: undefined,
  proposesAfter: 3,
};

/** Beijing has kept UTC+8 without summer time since 1992. */
const OFFSET_HOURS = 8;

/** Whether filings are handed in now: `held` by the desk, or `closed` at this hour. */
export function standingOfAuthority(
  { fromHour, toHour, onWorkdaysOnly, hold }: AuthoritySettings,
  now: Date,
  isWorkday: IsWorkday,
): 'open' | 'closed' | 'held' {
  if (hold && (hold.until === undefined || new Date(hold.until) > now)) return 'held';
  const hour = (now.getUTCHours() + OFFSET_HOURS) % 24;
  if (hour < fromHour || hour >= toHour) return 'closed';
  return onWorkdaysOnly && !isWorkday(dayAt(now)) ? 'closed' : 'open';
}
