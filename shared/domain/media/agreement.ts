import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { sameText } from '../../../contracts/normal-forms/text.ts';
import type { CompanyFacts } from '../facts.ts';
import { confirmationPath, type EligibilityInput, type FilingContents, type Person } from '../filing/filing.ts';
import { type CardTerm, isTermOf } from '../identity/card-term.ts';
import { creditCodeProblem } from '../identity/credit-code.ts';
import { birthDate, checkCharacter, sex } from '../identity/identity-number.ts';
import type { Document, DocumentKind, DocumentSubject, ReadField, ReadFields, SecondSource } from './document.ts';
import { isSure } from './evidence.ts';

/** What may have the same value as a certificate. */
export interface Witnesses {
  readonly contents: FilingContents;
  /** Oldest first. */
  readonly documents: readonly Pick<Document, 'kind' | 'subject' | 'state' | 'fields'>[];
  /** What the commercial register says about the values in the forms. */
  readonly company?: CompanyFacts | undefined;
  /** Who owns the filing's domains, as far as it is known. */
  readonly owners?: readonly string[];
}

/** Whose certificate it is, and of which kind. */
type Certificate = Pick<Document, 'kind' | 'subject'>;

/** A source for each value, the first that agrees counts. */
type Agreements = Readonly<Record<string, Partial<Readonly<Record<SecondSource, boolean>>>>>;

/**
 * The values of a certificate, each with a second source that has the same one, if there is any. Only independent
 * sources count: a value that a form took over from the reading says nothing, unless the person has confirmed it.
 */
export function withAgreements(certificate: Certificate, fields: ReadFields, witnesses: Witnesses): ReadFields {
  const found = agreementsOn(certificate, fields, witnesses);
  const isConfirmed = confirmedIn(certificate, fields, witnesses.contents);
  return Object.fromEntries(
    Object.entries(fields).map(([name, read]): [string, ReadField] => {
      const sources = { ...found[name], person: isConfirmed(name) };
      const [source] = Object.entries(sources).find(([, agrees]) => agrees) ?? [];
      return [name, read.agreesWith || !source ? read : { ...read, agreesWith: source as SecondSource }];
    }),
  );
}

function agreementsOn(certificate: Certificate, fields: ReadFields, witnesses: Witnesses): Agreements {
  if (certificate.kind === 'business-licence') return ofLicence(fields, witnesses);
  if (certificate.kind === 'id-front') return ofFront(certificate.subject, fields, witnesses);
  return certificate.kind === 'id-back' ? ofBack(certificate.subject, fields, witnesses) : {};
}

const isSame = (first: string | undefined, second: string | undefined): boolean =>
  first !== undefined && second !== undefined && sameText(first, second);

/** A number that was filled in from the reading is no second source. */
const typedNumber = ({ certificateNumber, numberTakenOver }: EligibilityInput): string | undefined =>
  numberTakenOver ? undefined : certificateNumber;

function ofLicence({ creditCode, name, legalRepresentative }: ReadFields, witnesses: Witnesses): Agreements {
  const { contents, company, owners = [] } = witnesses;
  const { eligibility, organizer } = contents;
  return {
    creditCode: {
      eligibility: eligibility.organizerKind === 'enterprise' && isSame(creditCode?.text, typedNumber(eligibility)),
      'check-digit': isSoundCreditCode(creditCode),
    },
    name: {
      'company-register': company?.name === true && isSame(name?.text, organizer?.name),
      'domain-owner': owners.some((owner) => isSame(name?.text, owner)),
    },
    legalRepresentative: {
      'company-register':
        company?.legalRepresentative === true && isSame(legalRepresentative?.text, organizer?.legalRepresentative),
      'other-certificate': namesOn('id-front', 'name', witnesses).some((name) =>
        isSame(legalRepresentative?.text, name),
      ),
    },
  };
}

/** Whether a credit code that was read without a stated confidence is right by its own check character. */
export const isSoundCreditCode = (read: ReadField | undefined): boolean =>
  isUnstated(read) && !creditCodeProblem(certificateForm(read.text));

/** Whether an ID number that was read without a stated confidence fits its check character and what is printed beside it. */
export const isSoundIdNumber = (fields: ReadFields): boolean => toldBy(fields).isSound;

/** What an ID number tells of its holder, and whether number and card agree. */
function toldBy({ idNumber, birthDate: born, sex: printedSex }: ReadFields) {
  const number = certificateForm(idNumber?.text ?? '');
  const told = { born: birthDate(number), sex: sex(number) === 'male' ? '男' : '女' };
  const fits = [!born || born.text === told.born, !printedSex || printedSex.text === told.sex].every(Boolean);
  return { told, isSound: isUnstated(idNumber) && number.charAt(17) === checkCharacter(number) && fits };
}

/** Names on the certificates of another kind beside this one, in other pictures. */
const namesOn = (kind: DocumentKind, field: string, { documents }: Witnesses): readonly string[] =>
  documents.flatMap((document) =>
    document.kind === kind && document.state === 'ready' ? (document.fields?.[field]?.text ?? []) : [],
  );

function ofFront(subject: DocumentSubject, fields: ReadFields, witnesses: Witnesses): Agreements {
  const { contents, owners = [] } = witnesses;
  const { idNumber, birthDate: born, sex: printedSex, name } = fields;
  const isOrganizer = contents.eligibility.organizerKind === 'individual' && subject === 'principal';
  const isEligible = isOrganizer && isSame(idNumber?.text, typedNumber(contents.eligibility));
  const { told, isSound } = toldBy(fields);
  const isSureNumber = isEligible || isSound || (idNumber !== undefined && isSure(idNumber));
  return {
    idNumber: { eligibility: isEligible, 'check-digit': isSound },
    birthDate: { 'same-certificate': isSureNumber && isUnstated(born) && born.text === told.born },
    sex: { 'same-certificate': isSureNumber && isUnstated(printedSex) && printedSex.text === told.sex },
    name: {
      'domain-owner': isOrganizer && owners.some((owner) => isSame(name?.text, owner)),
      'other-certificate': namesOn('business-licence', 'legalRepresentative', witnesses).some((other) =>
        isSame(name?.text, other),
      ),
    },
  };
}

/** The law says how long the card of somebody of this age is valid: one misread digit would give another term. */
function ofBack(subject: DocumentSubject, { validFrom, validTo }: ReadFields, witnesses: Witnesses): Agreements {
  const front = witnesses.documents.findLast(
    (document) => document.kind === 'id-front' && document.subject === subject,
  );
  if (front?.state !== 'ready' || !front.fields || !validFrom || !validTo) return {};
  const { idNumber } = withAgreements(front, front.fields, witnesses);
  if (!idNumber || !isSure(idNumber)) return {};
  const term: CardTerm = { from: validFrom.text, to: validTo.text };
  const agrees = isTermOf(birthDate(certificateForm(idNumber.text)), term);
  return { validFrom: { 'other-side': agrees }, validTo: { 'other-side': agrees } };
}

/** For a reading before evidence was kept, whose vendor stated no confidence. */
const isUnstated = (read: ReadField | undefined): read is ReadField =>
  read !== undefined && read.evidence === undefined && read.confidence === undefined;

/** Whether the form has the same value, and the person has typed it or compared it with the certificate. */
function confirmedIn(certificate: Certificate, fields: ReadFields, contents: FilingContents) {
  const typed = typedValues(certificate, contents);
  return (name: string): boolean => {
    const value = typed[name];
    return Boolean(value && contents.confirmed?.includes(value.path) && isSame(value.text, fields[name]?.text));
  };
}

/** A value of a form, and the path under which it is confirmed. */
interface TypedValue {
  readonly path: string;
  readonly text: string | undefined;
}

/** The values of the forms that a certificate proves, by the names of its own values. */
function typedValues({ kind, subject }: Certificate, contents: FilingContents): Readonly<Record<string, TypedValue>> {
  const { organizer, eligibility } = contents;
  const address = { path: confirmationPath('organizer', 'certificateAddress'), text: organizer?.certificateAddress };
  const holder = holderOf(subject, contents);
  const ofHolder = (key: keyof Person & ('name' | 'idNumber' | 'idValidFrom' | 'idValidTo')): TypedValue => ({
    path: confirmationPath(holder.form, key),
    text: holder.person?.[key],
  });
  const byKind: Partial<Record<DocumentKind, Readonly<Record<string, TypedValue>>>> = {
    'business-licence': {
      name: { path: confirmationPath('organizer', 'name'), text: organizer?.name },
      address,
      legalRepresentative: {
        path: confirmationPath('organizer', 'legalRepresentative'),
        text: organizer?.legalRepresentative,
      },
    },
    'id-front': {
      name: ofHolder('name'),
      idNumber: ofHolder('idNumber'),
      ...(eligibility.organizerKind === 'individual' && { address }),
    },
    'id-back': { validFrom: ofHolder('idValidFrom'), validTo: ofHolder('idValidTo') },
  };
  return byKind[kind] ?? {};
}

function holderOf(subject: DocumentSubject, contents: FilingContents) {
  const website = contents.websites.find(({ id }) => subject === `website:${id}`);
  return website
    ? { form: `websites.${website.id}.siteOwner`, person: website.siteOwner }
    : { form: 'principal', person: contents.principal };
}
