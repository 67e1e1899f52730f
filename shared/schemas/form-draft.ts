import * as z from 'zod/mini';
import { MAX_INTEGER } from '../../contracts/kit/storable.ts';
import { anyText } from '../../contracts/kit/words.ts';
import { MOST_OTHERS } from '../domain/filing/form-draft.ts';

/** A form of a filing, as it stands in a path. */
export const draftForm = z
  .string()
  .check(z.regex(/^(organizer|principal|(website|site-owner)\.[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12})$/));

/** Longer than any field may be when it is complete, so that what is too long can be said beside it. */
const typedText = anyText.check(z.maxLength(1000));
const code = z.int().check(z.positive(), z.maximum(MAX_INTEGER));

/** What stands in a field, blank or not. */
const draftValue = z.union([
  typedText,
  z.boolean(),
  z.strictObject({ province: typedText, city: typedText, district: typedText, detail: typedText }),
  z.array(z.union([typedText, code, z.strictObject({ kind: typedText, number: typedText })])).check(z.maxLength(40)),
]);

const fieldName = anyText.check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/));
const fieldNames = z.array(fieldName).check(z.maxLength(MOST_OTHERS * 2));

/** Some fields of a form. */
export const draftSave = z.strictObject({
  /** The open page that sends it, by a random name: what it sent itself it may replace. */
  page: anyText.check(z.regex(/^[\w-]{16,40}$/)),
  fields: z.record(fieldName, draftValue),
  /** Fields whose values the form took over from a certificate, and that nobody has looked at. */
  taken: z.optional(fieldNames),
  /** Fields with several values, all of which the person has seen; the one that is sent counts. */
  settled: z.optional(fieldNames),
});
