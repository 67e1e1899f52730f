import * as z from 'zod/mini';
import { MAX_INTEGER } from '../kit/storable.ts';

/** Text of at most so many characters; it may be empty. */
export const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));

/** Text that is there. */
export const filled = (maxLength: number) => text(maxLength).check(z.minLength(1));

/** A number that counts from 1. */
export const count = z.int().check(z.minimum(1), z.maximum(MAX_INTEGER));

/** The id of a filing. PostgreSQL takes both cases for the same id; the desk compares texts. */
export const filingId = z.pipe(
  z.guid(),
  z.transform((id: string) => id.toLowerCase()),
);

const date = z.date().check(z.minimum(new Date('2000-01-01')), z.maximum(new Date('2100-01-01')));

/** A time from 2000 to 2099: deadlines are computed from it; no desk decided before, and none is that far ahead. */
export const time = z
  .pipe(
    z.pipe(
      z.iso.datetime({ offset: true }),
      z.transform((given: string) => new Date(given)),
    ),
    date,
  )
  .check(z.meta({ type: 'string', format: 'date-time' }));
