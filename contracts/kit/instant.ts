import * as z from 'zod/mini';

/** An instant, ISO 8601 in UTC. Use cases return Dates. */
export const instant = z
  .pipe(
    z.date(),
    z.transform((date) => date.toISOString()),
  )
  .check(z.meta({ type: 'string', format: 'date-time' }));
