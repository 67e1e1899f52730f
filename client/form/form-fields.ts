import { certificatePictures, type PersonCertificate } from '../../contracts/data/person-certificates.ts';
import { PROVINCES_WITH_OFFICE_MOBILES, type Province, provinceOf } from '../../contracts/data/provinces.ts';
import type { Choice, Control, FieldFacts, ReadSource } from '../../contracts/forms/form-field.ts';
import { ORGANIZER, PERSON, WEBSITE } from '../../contracts/forms/form-fields.ts';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { PRINCIPALS } from '../eligibility/start.ts';

/** A field as a front end draws it. What it has in common with the table of fields stands there. */
export interface FormField<Key extends string = string>
  extends Pick<
    FieldFacts,
    | 'label'
    | 'hint'
    | 'sample'
    | 'forIndividual'
    | 'maxLength'
    | 'blank'
    | 'wantedOf'
    | 'only'
    | 'readFrom'
    | 'autocomplete'
  > {
  readonly key: Key;
  readonly control: Control;
  readonly choices?: readonly Choice[];
  /** Whether it may stay blank; `fieldsFor` says it for a kind of organizer. */
  readonly isOptional?: boolean;
}

const listed = <Key extends string>(table: Readonly<Record<Key, FieldFacts>>): readonly FormField<Key>[] =>
  (Object.keys(table) as Key[]).map((key) => ({ key, ...table[key] }));

/** 主体信息. */
export const ORGANIZER_FIELDS = listed(ORGANIZER);
/** 主体负责人 and 网站负责人. */
export const PERSON_FIELDS = listed(PERSON);
/** 网站信息. */
export const WEBSITE_FIELDS = listed(WEBSITE);

/** What the hint of a field adds in a province. */
const HINTS_IN: Readonly<Record<string, (province: Province, kind: OrganizerKind) => string>> = {
  officePhone: ({ code, short }, kind) =>
    kind === 'individual' && PROVINCES_WITH_OFFICE_MOBILES.includes(code)
      ? `${short}的个人没有座机，可以填另一个手机号码。`
      : '',
  isLegalRepresentative: ({ short, principal }) => `${short}${PRINCIPALS[principal]}。`,
};

/** The fields of a form that an organizer of this kind fills in, with the hints of its province. @param region GB/T 2260 code */
export function fieldsFor<Key extends string>(
  fields: readonly FormField<Key>[],
  kind: OrganizerKind,
  region: string,
): readonly FormField<Key>[] {
  const province = provinceOf(region);
  return fields
    .filter(({ only }) => only === undefined || only === kind)
    .map((field) => ({ ...field, ...(kind === 'individual' && field.forIndividual) }))
    .map((field) => ({
      ...field,
      isOptional: field.blank !== undefined && field.wantedOf !== kind,
      ...(province && { hint: field.hint + (HINTS_IN[field.key]?.(province, kind) ?? '') }),
    }));
}

/** Whether a certificate of the person is read by machine: only a 居民身份证 is. */
export const isReadByMachine = (source: ReadSource, certificateType: unknown): boolean =>
  source.kind === 'business-licence' || certificateType === undefined || certificateType === 'id-card';

/** The pictures of a person's certificate that a form asks for, by the type chosen in its draft. */
export const picturesFor = (certificateType: unknown): readonly DocumentKind[] =>
  certificatePictures((certificateType ?? 'id-card') as PersonCertificate);

/** Said above the pictures of a form. */
export const CARD_FIRST = '先拍证件，识别出的内容会自动填入下面的表单。';
