import * as z from 'zod/mini';
import { plainShape } from '../../contracts/forms/form-check.ts';
import { ORGANIZER, PERSON } from '../../contracts/forms/form-fields.ts';
import { divisionCode } from '../../contracts/kit/division-code.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { anyText, id, shownRecordId } from '../../contracts/kit/words.ts';
import { filingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import { flaggedField } from '../../contracts/review-desk/verdict.ts';
import { cloudService } from './eligibility.ts';
import { websiteDetails } from './filing-forms.ts';
import { certificateType, filingType, organizerKind } from './filing-kinds.ts';
import { filingState } from './filing-state.ts';

/** A field that a reviewer wants changed. */
export const flaggedItem = z.strictObject({
  /** Its place in the verdict, from 1, where it is not its place in this list. */
  item: z.optional(z.int()),
  ...flaggedField.shape,
});

/** A person of a filing or a record, masked. */
export const maskedPerson = z.strictObject(plainShape(PERSON));
/** The organizer of a filing or a record, masked. */
export const maskedOrganizer = z.strictObject(plainShape(ORGANIZER));

/** Who is filed, in a filing or a record, masked. */
export const maskedSubject = {
  region: divisionCode,
  organizerKind,
  certificateType,
  certificateNumber: anyText,
  organizer: z.optional(maskedOrganizer),
  principal: z.optional(maskedPerson),
};

/** A filing with every personal value masked. */
export const filingView = z.strictObject({
  filingId: id,
  filingType,
  state: filingState,
  stateLabel: anyText,
  /** The version of the account’s own record that it starts from: who is filed is then taken over, and not typed. */
  startedFrom: z.optional(z.strictObject({ recordId: shownRecordId, version: z.int() })),
  version: z.int(),
  round: z.int(),
  ...maskedSubject,
  websites: z.array(
    z.strictObject({
      websiteId: id,
      domain: anyText,
      cloudService,
      details: z.optional(websiteDetails),
      siteOwner: z.optional(maskedPerson),
    }),
  ),
  flagged: z.array(flaggedItem),
  numbers: z.optional(filingNumbers),
  createdAt: instant,
  updatedAt: instant,
});
