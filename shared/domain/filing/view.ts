import type { Address, FormTable, PersonalKind } from '../../../contracts/forms/form-field.ts';
import { ORGANIZER, PERSON } from '../../../contracts/forms/form-fields.ts';
import { maskAddress, maskEmail, maskIdNumber, maskName, maskPhone } from '../identity/mask.ts';
import type { ReadField } from '../media/document.ts';
import type { Filing, Organizer, Person } from './filing.ts';
import { stateLabelOf } from './state-label.ts';

const MASKS: Readonly<Record<PersonalKind, (text: string) => string>> = {
  name: maskName,
  number: maskIdNumber,
  phone: maskPhone,
  mailbox: maskEmail,
  address: maskAddress,
};

/** A form with its personal values masked, but for those that are public. An address keeps its divisions. */
function maskedForm<Form extends object>(form: Form, fields: FormTable, open: readonly string[] = []): Form {
  const masked = Object.entries(form).map(([key, value]: [string, unknown]) => {
    const mask = open.includes(key) ? undefined : fields[key]?.mask;
    if (!mask || !value) return [key, value];
    if (typeof value === 'string') return [key, MASKS[mask](value)];
    const address = value as Address;
    return [key, { ...address, detail: MASKS[mask](address.detail) }];
  });
  return Object.fromEntries(masked) as Form;
}

/** A person with every personal value masked. */
export const maskedPerson = (person: Person): Person => maskedForm(person, PERSON);

/** The name of an enterprise is public; the organizer of an individual is a person, and an investor may be one. */
export const maskedOrganizer = (organizer: Organizer, isPerson: boolean): Organizer =>
  maskedForm(organizer, ORGANIZER, isPerson ? [] : ['name']);

/** A filing for a response: personal data is masked. */
export function maskedFiling(filing: Filing) {
  const { eligibility, organizer, principal, websites } = filing.contents;
  return {
    filingId: filing.id,
    filingType: filing.filingType,
    state: filing.state,
    stateLabel: stateLabelOf(filing),
    startedFrom: filing.startedFrom,
    version: filing.version,
    round: filing.round,
    region: eligibility.region,
    organizerKind: eligibility.organizerKind,
    certificateType: eligibility.certificateType,
    certificateNumber: maskIdNumber(eligibility.certificateNumber),
    organizer: organizer && maskedOrganizer(organizer, eligibility.organizerKind === 'individual'),
    principal: principal && maskedPerson(principal),
    websites: websites.map(({ id, domain, cloudService, details, siteOwner }) => ({
      websiteId: id,
      domain,
      cloudService,
      details,
      siteOwner: siteOwner && maskedPerson(siteOwner),
    })),
    flagged: filing.flagged,
    numbers: filing.numbers,
    createdAt: filing.createdAt,
    updatedAt: filing.updatedAt,
  };
}

/** How each recognized field is masked. A field that is not listed shows only asterisks. */
const FIELD_MASKS: Readonly<Record<string, (text: string) => string>> = {
  name: maskName,
  legalRepresentative: maskName,
  idNumber: maskIdNumber,
  creditCode: maskIdNumber,
  address: maskAddress,
  birthDate: () => '****-**-**',
};
/** Recognized fields without personal data. */
const PUBLIC_FIELDS = ['type', 'capital', 'establishedOn', 'validFrom', 'validTo', 'authority', 'sex', 'nation'];

/** Recognized values for a response. */
export function maskedFields<Field extends ReadField>(
  fields: Readonly<Record<string, Field>>,
): Readonly<Record<string, Field>> {
  const mask = (name: string, text: string) =>
    PUBLIC_FIELDS.includes(name) ? text : (FIELD_MASKS[name]?.(text) ?? '****');
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, { ...field, text: mask(name, field.text) }]),
  );
}
