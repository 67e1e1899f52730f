import * as z from 'zod/mini';
import { anyText, id } from '../../contracts/kit/words.ts';
import { cloudService, eligibilityInput } from './eligibility.ts';
import { organizer, person, websiteDetails } from './filing-forms.ts';

// What links to values in clear show, as it is stored: a form of before a field was asked lacks that field.

const website = {
  id,
  details: z.optional(websiteDetails),
  siteOwner: z.optional(person),
};

/** What was typed into a filing, and what stands half-filled in its forms. */
export const filingInClear = z.object({
  eligibility: eligibilityInput,
  organizer: z.optional(organizer),
  principal: z.optional(person),
  websites: z.array(z.object({ ...website, domain: anyText, cloudService })),
  /** By form, such as `organizer`: each field with its values. */
  drafts: z.record(anyText, z.unknown()),
});

/** What is filed, as one version of a record has it. */
export const recordInClear = z.object({
  subject: z.omit(eligibilityInput, { domain: true, cloudService: true, numberTakenOver: true }),
  organizer: z.optional(organizer),
  principal: z.optional(person),
  websites: z.array(
    z.object({
      ...website,
      /** 网站备案号. */
      number: anyText,
      domains: z.array(anyText),
    }),
  ),
});

/** A value that differs; without `before` or `after` nothing stood or stands there. */
export const differenceInClear = z.object({
  /** Its path in the filing. */
  path: anyText,
  /** A text, a list or a group of values, as the form has it. */
  before: z.optional(z.unknown()),
  /** The same now. */
  after: z.optional(z.unknown()),
});
