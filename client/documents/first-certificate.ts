import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import type { ReadableKind } from '../../shared/domain/media/document.ts';
import type { DocumentName, OfferedFields } from './documents.ts';
import { valuesInOrder } from './read-values.ts';

/** The certificate that bears the organizer's number, uploaded before there is a filing. */
export const firstCertificateOf = (kind: OrganizerKind): DocumentName & { readonly kind: ReadableKind } =>
  kind === 'enterprise'
    ? { filingId: undefined, kind: 'business-licence', subject: 'organizer' }
    : { filingId: undefined, kind: 'id-front', subject: 'principal' };

/** The value with the number that the eligibility check asks for. */
const NUMBERS = { enterprise: 'creditCode', individual: 'idNumber' } as const;

/** A value that was read, for the person to look at. */
export interface ReadRow {
  readonly label: string;
  readonly text: string;
  readonly isDoubtful: boolean;
}

/** The number that was read; undefined when there is none. */
export const numberRead = (kind: OrganizerKind, read: OfferedFields): ReadRow | undefined => {
  const field = read[NUMBERS[kind]];
  return field && { label: '证件号码', text: field.text, isDoubtful: field.isDoubtful };
};

/** The other values, as far as they were read. */
export const otherRows = (kind: OrganizerKind, read: OfferedFields): readonly ReadRow[] =>
  valuesInOrder(firstCertificateOf(kind).kind, read)
    .filter(({ field }) => field !== NUMBERS[kind])
    .map(({ label, text, isDoubtful }) => ({ label, text, isDoubtful }));

/** A province of the code table. */
interface Province {
  readonly code: string | number;
  readonly name: string;
}

/**
 * The province that a certificate names: in its address, or as the registry in a credit code, whose third to eighth
 * characters are its division. Undefined when it names none.
 */
export function provinceRead(read: OfferedFields, provinces: readonly Province[]): string | undefined {
  const { address, creditCode } = read;
  const byAddress = provinces.find(({ name }) => address?.text.startsWith(name));
  const registry = creditCode?.text.slice(2, 4);
  const found = byAddress ?? provinces.find(({ code }) => registry && String(code).slice(0, 2) === registry);
  return found && String(found.code);
}

/**
 * What to tell about a certificate of another province than the chosen one; undefined when it is of the same. A person
 * may file where they live, with proof (help page 各省要求); a company files where it is registered.
 */
export function otherProvince(
  { region, organizerKind }: { readonly region: string; readonly organizerKind: OrganizerKind },
  read: OfferedFields,
  provinces: readonly Province[],
): { readonly code: string; readonly text: string; readonly change: string } | undefined {
  const code = provinceRead(read, provinces);
  if (code === undefined || region === '' || code === region) return undefined;
  const nameOf = (value: string) => provinces.find((province) => String(province.code) === value)?.name ?? value;
  const [own, chosen] = [nameOf(code), nameOf(region)];
  const text =
    organizerKind === 'enterprise'
      ? `营业执照的登记地在${own}，上面选的是${chosen}。企业在登记地的省份备案。`
      : `身份证的住址在${own}，上面选的是${chosen}。在${chosen}备案，要另外上传当地的居住证明。`;
  return { code, text, change: `改选${own}` };
}
