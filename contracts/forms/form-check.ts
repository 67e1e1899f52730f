import * as z from 'zod/mini';
import { PERSON_CERTIFICATE_CODES, type PersonCertificate } from '../data/person-certificates.ts';
import { divisionCode } from '../kit/division-code.ts';
import { MAX_INTEGER } from '../kit/storable.ts';
import { anyText, line, lineAs, text } from '../kit/words.ts';
import { certificateForm } from '../normal-forms/certificate.ts';
import { urlForm } from '../normal-forms/domain.ts';
import { emailForm } from '../normal-forms/email.ts';
import { personNameForm } from '../normal-forms/person-name.ts';
import { phoneForm } from '../normal-forms/phone.ts';
import { textForm } from '../normal-forms/text.ts';
import type { Control, FieldFacts, FormTable, IsOptional, ValueOf } from './form-field.ts';

type Check<Field extends FieldFacts> = Field extends { control: 'choice' }
  ? z.ZodMiniDefault<z.ZodMiniType<PersonCertificate>>
  : z.ZodMiniType<ValueOf<Field>>;
type Shape<Table extends FormTable> = {
  readonly [Key in keyof Table]: IsOptional<Table[Key]> extends true
    ? z.ZodMiniOptional<Check<Table[Key]>>
    : Check<Table[Key]>;
};

type Plain<Field extends FieldFacts> = Field['control'] extends 'day' | 'day-or-long-term' ? string : ValueOf<Field>;
type PlainShape<Table extends FormTable> = {
  readonly [Key in keyof Table]: Table[Key] extends { control: 'address' }
    ? typeof PLAIN_ADDRESS
    : IsOptional<Table[Key]> extends true
      ? z.ZodMiniOptional<z.ZodMiniType<Plain<Table[Key]>>>
      : z.ZodMiniType<Plain<Table[Key]>>;
};

const FORMS = {
  text: textForm,
  'person-name': personNameForm,
  certificate: certificateForm,
  phone: phoneForm,
  email: emailForm,
  url: urlForm,
} as const satisfies Record<NonNullable<FieldFacts['form']>, (typed: string) => string>;

/** A calendar day in Beijing, `YYYY-MM-DD`. */
const day = z.iso.date();
const typed = ({ form = 'text', maxLength = 0 }: FieldFacts) => lineAs(FORMS[form], maxLength);

const CHECKS: Readonly<Record<Control, (field: FieldFacts) => z.ZodMiniType>> = {
  text: typed,
  'long-text': ({ maxLength = 0 }) => text(maxLength),
  phone: typed,
  email: typed,
  day: () => day,
  'day-or-long-term': () => z.union([day, z.literal('long-term')]),
  'yes-no': () => z.boolean(),
  // Callers that know only the ID card leave it out.
  choice: () => z._default(z.enum(PERSON_CERTIFICATE_CODES), 'id-card'),
  address: ({ maxLength = 0 }) =>
    z.strictObject({
      province: divisionCode,
      city: divisionCode,
      district: divisionCode,
      detail: lineAs(textForm, maxLength),
    }),
  'service-contents': () => z.array(z.int().check(z.positive(), z.maximum(MAX_INTEGER))).check(z.maxLength(20)),
  languages: () => z.array(line(16)).check(z.maxLength(20)),
  'pre-approvals': () => z.array(z.strictObject({ kind: line(20), number: line(60) })).check(z.maxLength(10)),
};

const PLAIN_ADDRESS = z.strictObject({ province: anyText, city: anyText, district: anyText, detail: anyText });
const PLAIN: Partial<Readonly<Record<Control, z.ZodMiniType>>> = {
  'yes-no': z.boolean(),
  choice: z.enum(PERSON_CERTIFICATE_CODES),
  address: PLAIN_ADDRESS,
  'service-contents': z.array(z.int()),
  languages: z.array(anyText),
  'pre-approvals': z.array(z.strictObject({ kind: anyText, number: anyText })),
};

const isOptional = ({ blank, mayLack }: FieldFacts): boolean => blank === 'omitted' || mayLack === true;

const shapeOf = (table: FormTable, check: (field: FieldFacts) => z.ZodMiniType) =>
  Object.fromEntries(
    Object.entries(table).map(([key, field]) => [key, isOptional(field) ? z.optional(check(field)) : check(field)]),
  );

/** The properties of a complete form, each in the normal form in which it is stored. */
export const formShape = <Table extends FormTable>(table: Table) =>
  shapeOf(table, (field) => CHECKS[field.control](field)) as unknown as Shape<Table>;

/** The properties of a complete form without limits and normal forms: masked values, or what rules judge. */
export const plainShape = <Table extends FormTable>(table: Table) =>
  shapeOf(table, ({ control }) => PLAIN[control] ?? anyText) as unknown as PlainShape<Table>;
