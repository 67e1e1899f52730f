import * as z from 'zod/mini';
import { PERSON_CERTIFICATE_CODES } from '../../contracts/data/person-certificates.ts';
import { MAX_INTEGER } from '../../contracts/kit/storable.ts';
import { line, lineAs, text } from '../../contracts/kit/words.ts';
import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import { urlForm } from '../../contracts/normal-forms/domain.ts';
import { emailForm } from '../../contracts/normal-forms/email.ts';
import { personNameForm } from '../../contracts/normal-forms/person-name.ts';
import { phoneForm } from '../../contracts/normal-forms/phone.ts';
import { textForm } from '../../contracts/normal-forms/text.ts';
import { divisionCode } from './division-code.ts';

/** 主体信息. */
export const organizer = z.strictObject({
  name: lineAs(textForm, 100),
  certificateAddress: lineAs(textForm, 200),
  address: z.strictObject({
    province: divisionCode,
    city: divisionCode,
    district: divisionCode,
    detail: lineAs(textForm, 200),
  }),
  legalRepresentative: z.optional(lineAs(personNameForm, 50)),
  investor: z.optional(lineAs(textForm, 100)),
  remark: z.optional(text(200)),
});

/** A calendar day in Beijing, `YYYY-MM-DD`. */
const day = z.iso.date();

/** 主体负责人 or 网站负责人. */
export const person = z.strictObject({
  name: lineAs(personNameForm, 50),
  /** Left out by callers that know only the ID card. */
  certificateType: z._default(z.enum(PERSON_CERTIFICATE_CODES), 'id-card'),
  idNumber: lineAs(certificateForm, 32),
  idValidFrom: day,
  idValidTo: z.union([day, z.literal('long-term')]),
  mobile: lineAs(phoneForm, 20),
  officePhone: z.optional(lineAs(phoneForm, 24)),
  emergencyPhone: lineAs(phoneForm, 24),
  email: lineAs(emailForm, 254),
  isLegalRepresentative: z.boolean(),
});

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

/** 网站信息. */
export const websiteDetails = z.strictObject({
  name: lineAs(textForm, 60),
  homeUrl: lineAs(urlForm, 253),
  serviceContents: z.array(z.int().check(z.positive(), z.maximum(MAX_INTEGER))).check(z.maxLength(20)),
  languages: z.array(line(16)).check(z.maxLength(20)),
  preApprovals: z.array(z.strictObject({ kind: line(20), number: line(60) })).check(z.maxLength(10)),
  remark: text(200),
});
