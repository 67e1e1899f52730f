/** A parsed schedule of a timer trigger: the values that each field allows. */
export interface Cron {
  readonly second: ReadonlySet<number>;
  readonly minute: ReadonlySet<number>;
  readonly hour: ReadonlySet<number>;
  readonly day: ReadonlySet<number>;
  readonly month: ReadonlySet<number>;
  readonly weekday: ReadonlySet<number>;
  readonly year: ReadonlySet<number>;
  /** Day of month and weekday are both restricted: then either one is enough. */
  readonly dayOrWeekday: boolean;
}

/** Allowed range per field, in the order of the text. Source: SCF timer trigger, seven-field cron. */
const RANGES = {
  second: [0, 59],
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  month: [1, 12],
  weekday: [0, 6],
  year: [1970, 2099],
} as const satisfies Record<string, readonly [number, number]>;

const FIELD_NAMES = Object.keys(RANGES) as (keyof typeof RANGES)[];
const LAST_YEAR = RANGES.year[1];

/**
 * Reads `second minute hour day month weekday year`. A field is a star, a star with a step (`/n`), a number, a range `a-b`, a stepped
 * range `a-b/n`, or a comma-separated list of these. Weekdays count from 0, Sunday.
 *
 * @throws Error that names the field and what is wrong with it.
 */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== FIELD_NAMES.length)
    throw new Error(
      `cron "${text}" has ${fields.length} fields instead of 7 (second minute hour day month weekday year)`,
    );
  const sets = Object.fromEntries(FIELD_NAMES.map((name, index) => [name, parseField(name, fields[index] ?? '')]));
  return {
    ...(sets as Record<keyof typeof RANGES, ReadonlySet<number>>),
    dayOrWeekday: !fields[3]?.startsWith('*') && !fields[5]?.startsWith('*'),
  };
}

function parseField(name: keyof typeof RANGES, text: string): ReadonlySet<number> {
  return new Set(text.split(',').flatMap((part) => parsePart(name, part)));
}

function parsePart(name: keyof typeof RANGES, part: string): number[] {
  const [min, max] = RANGES[name];
  const match = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
  if (!match) throw new Error(`cron field ${name}: "${part}" is neither *, */n, a number nor a range`);
  const [, star, from, to, step] = match;
  const low = star ? min : Number(from);
  const high = star ? max : Number(to ?? from);
  const by = Number(step ?? 1);
  if (low < min || high > max || low > high || by === 0 || (step !== undefined && !star && to === undefined))
    throw new Error(`cron field ${name}: "${part}" is outside ${min}-${max}`);
  return Array.from({ length: Math.floor((high - low) / by) + 1 }, (_, index) => low + index * by);
}

/**
 * The first moment after `after`, in whole seconds, at which the schedule fires; undefined when there is none up to 2099. Read in
 * UTC: the platform's clock is UTC, and its documentation leaves cron's zone open, so schedules should not depend on it.
 */
export function nextFiring(cron: Cron, after: Date): Date | undefined {
  const time = new Date(Math.floor(after.getTime() / 1000) * 1000 + 1000);
  // Each turn skips to the start of the next unit that does not match, so even a yearly schedule needs few turns.
  while (time.getUTCFullYear() <= LAST_YEAR) {
    if (!cron.year.has(time.getUTCFullYear())) time.setTime(Date.UTC(time.getUTCFullYear() + 1, 0));
    else if (!cron.month.has(time.getUTCMonth() + 1))
      time.setTime(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1));
    else if (!dayMatches(cron, time)) time.setUTCHours(24, 0, 0, 0);
    else if (!cron.hour.has(time.getUTCHours())) time.setUTCMinutes(60, 0, 0);
    else if (!cron.minute.has(time.getUTCMinutes())) time.setUTCSeconds(60, 0);
    else if (!cron.second.has(time.getUTCSeconds())) time.setUTCSeconds(time.getUTCSeconds() + 1);
    else return time;
  }
  return undefined;
}

function dayMatches({ day, weekday, dayOrWeekday }: Cron, time: Date): boolean {
  const byDay = day.has(time.getUTCDate());
  const byWeekday = weekday.has(time.getUTCDay());
  return dayOrWeekday ? byDay || byWeekday : byDay && byWeekday;
}
