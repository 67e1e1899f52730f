import * as z from 'zod/mini';
import { formShape } from '../../contracts/forms/form-check.ts';
import { ORGANIZER, PERSON, WEBSITE } from '../../contracts/forms/form-fields.ts';

/** 主体信息. */
export const organizer = z.strictObject(formShape(ORGANIZER));

/** 主体负责人 or 网站负责人. */
export const person = z.strictObject(formShape(PERSON));

/** 网站信息. */
export const websiteDetails = z.strictObject(formShape(WEBSITE));

/**
 * The values that the person typed, or compared with the certificate. Those that a form took over from a reading unseen
 * are left out: a reviewer is told of them where the reading is not sure.
 */
const confirmed = <Key extends string>(keys: readonly Key[]) =>
  z.optional(z.array(z.enum(keys)).check(z.maxLength(keys.length)));

/** 主体信息 as it is saved. */
export const organizerForm = z.extend(organizer, {
  confirmed: confirmed(['name', 'certificateAddress', 'legalRepresentative']),
});

/** 主体负责人 or 网站负责人 as it is saved. */
export const personForm = z.extend(person, { confirmed: confirmed(['name', 'idNumber', 'idValidFrom', 'idValidTo']) });
