import { Cron } from 'croner';

export type { Cron } from 'croner';

/** One field: a star, a star with a step (`/n`), a number, `a-b`, `a-b/n`, or a comma-separated list of these. */
const field = (number: string): RegExp => {
  const part = `(?:\\*(?:/\\d+)?|${number}(?:-${number}(?:/\\d+)?)?)`;
  return new RegExp(`^${part}(?:,${part})*$`);
};

const NUMBER = field('\\d+');

/** In the order of the text. Source: SCF timer trigger, seven-field cron. */
const FIELDS = {
  second: NUMBER,
  minute: NUMBER,
  hour: NUMBER,
  day: NUMBER,
  month: NUMBER,
  weekday: field('[0-6]'),
  year: field('(?:19[7-9]\\d|20\\d\\d)'),
} as const;

/**
 * Parses SCF's `second minute hour day month weekday year`. Weekdays count from 0, Sunday. Croner accepts more (L, W,
 * #, names, other numbers of fields), which SCF does not document and which is refused here.
 *
 * @throws Error that names the wrong field.
 */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  const names = Object.keys(FIELDS);
  if (fields.length !== names.length)
    throw new Error(`cron "${text}" has ${fields.length} fields instead of 7 (${names.join(' ')})`);
  for (const [at, [name, pattern]] of Object.entries(FIELDS).entries())
    if (!pattern.test(fields[at] ?? ''))
      throw new Error(
        `cron field ${name}: "${fields[at]}" is neither *, */n, nor a number or range that the field takes`,
      );
  return new Cron(text, {
    // The platform's clock is UTC, and its documentation leaves cron's zone open, so schedules should not depend on it.
    utcOffset: 0,
    // Day and weekday: when both are restricted, either one is enough.
    domAndDow: [fields[3], fields[5]].some((field) => field?.startsWith('*')),
  });
}

/** Seconds from one run of a schedule to the next; undefined when it runs once at most. @throws Error as `parseCron` does */
export function periodSeconds(text: string): number | undefined {
  const [first, second] = parseCron(text).nextRuns(2, new Date(0));
  return first && second && (second.getTime() - first.getTime()) / 1000;
}
