import { cities, districtsOf, divisionName } from '../../../contracts/data/divisions.ts';
import type { Day } from '../../../contracts/kit/beijing-time.ts';
import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { addYears, isPossibleTerm } from '../identity/card-term.ts';
import { creditCodeProblem, registryDivision } from '../identity/credit-code.ts';
import { birthDate, identityNumberProblem, sex } from '../identity/identity-number.ts';
import { provinceOfAddress } from '../rules/places.ts';
import type { ReadableKind, ReadField, ReadFields } from './document.ts';
import { type Evidence, outweighs } from './weights.ts';

/** What is known of a reading beside its values. */
export interface Circumstances {
  /** Whether the picture has a defect that hides print. */
  readonly isUnclear: boolean;
  /** The values that a second action has found in the picture. */
  readonly twice: readonly string[];
  readonly today: Day;
}

/** The values of a certificate with what it says itself for each of them and against it. */
export function withOwnEvidence(kind: ReadableKind, fields: ReadFields, seen: Circumstances): ReadFields {
  const inner = kind === 'id-front' ? frontEvidence(fields, seen) : licenceEvidence(fields);
  const term = termEvidence(kind, fields);
  return Object.fromEntries(
    Object.entries(fields).map(([name, read]): [string, ReadField] => {
      const own = [
        inner[name],
        term[name],
        repeated(name, seen),
        dayEvidence(read, name, seen),
        addressEvidence(name, read),
      ];
      const unclear: readonly Evidence[] = seen.isUnclear ? ['unclear'] : [];
      return [
        name,
        { ...read, evidence: [...(read.evidence ?? []), ...own.flatMap((found) => found ?? []), ...unclear] },
      ];
    }),
  );
}

type ByName = Readonly<Record<string, readonly Evidence[]>>;

function frontEvidence(
  { idNumber, birthDate: born, sex: printedSex, address }: ReadFields,
  seen: Circumstances,
): ByName {
  if (!idNumber) return {};
  const number = certificateForm(idNumber.text);
  if (identityNumberProblem(number, seen.today)) return {};
  const isBorn = born?.text === birthDate(number);
  const ofNumber: readonly Evidence[] = isBorn ? ['check-digit', 'birth-date-beside'] : ['check-digit'];
  const isSound = outweighs([
    ...(idNumber.evidence ?? []),
    ...ofNumber,
    ...(seen.isUnclear ? (['unclear'] as const) : []),
  ]);
  const fits = (agrees: boolean): readonly Evidence[] => (isSound && agrees ? ['fits-number'] : []);
  return {
    idNumber: ofNumber,
    birthDate: fits(isBorn),
    sex: fits(printedSex?.text === (sex(number) === 'male' ? '男' : '女')),
    address: divisionEvidence(address, number.slice(0, 6)),
  };
}

function licenceEvidence({ creditCode, address }: ReadFields): ByName {
  const code = certificateForm(creditCode?.text ?? '');
  if (creditCodeProblem(code)) return {};
  return { creditCode: ['check-digit'], address: divisionEvidence(address, registryDivision(code)) };
}

/** The district or the city of a number, by its name in the address. */
function divisionEvidence(address: ReadField | undefined, code: string): readonly Evidence[] {
  const names = [divisionName(code), divisionName(`${code.slice(0, 4)}00`)];
  return names.some((name) => name !== undefined && address?.text.includes(name)) ? ['division'] : [];
}

/** An open end is a word, and no digits: it says nothing of the beginning. */
function termEvidence(kind: ReadableKind, { validFrom, validTo }: ReadFields): ByName {
  if (validTo?.text === 'long-term') return { validTo: ['term'] };
  if (!validFrom || !validTo) return {};
  const term = { from: validFrom.text, to: validTo.text };
  if (kind === 'id-back' ? !isPossibleTerm(term) : !isLicenceTerm(term)) return {};
  return { validFrom: ['term'], validTo: ['term'] };
}

/** Licences end on the day, or the day before, after a number of full years. Source: the licences of 2014 and 2019 (SAMR). */
function isLicenceTerm({ from, to }: { readonly from: Day; readonly to: Day }): boolean {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return years > 0 && [addYears(from, years), addYears(from, years, -1)].includes(to);
}

const DIGITS: readonly string[] = ['idNumber', 'creditCode', 'birthDate', 'validFrom', 'validTo', 'establishedOn'];
/** A second look sees the same characters, and mistakes them alike. */
const NAMES: readonly string[] = ['name', 'legalRepresentative'];

function repeated(name: string, { twice }: Circumstances): readonly Evidence[] {
  if (!twice.includes(name) || NAMES.includes(name)) return [];
  return [DIGITS.includes(name) ? 'digits-twice' : 'text-twice'];
}

/** Only the end of a validity may lie ahead. */
function dayEvidence({ text, evidence }: ReadField, name: string, { today }: Circumstances): readonly Evidence[] {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || evidence?.includes('impossible')) return [];
  return name === 'validTo' || text <= today ? ['possible'] : ['refuted'];
}

function addressEvidence(name: string, { text }: ReadField): readonly Evidence[] {
  if (name !== 'address' && name !== 'authority') return [];
  if (provinceOfAddress(text) !== undefined) return hasStrangeCounty(text) ? ['place', 'no-place'] : ['place'];
  return name === 'address' ? ['no-place'] : [];
}

/** Whether its city has no county of this name: a character was misread. */
function hasStrangeCounty(address: string): boolean {
  const city = cities().find(({ name }) => address.includes(name));
  if (!city) return false;
  const counties = districtsOf(city.code);
  const rest = address.slice(address.indexOf(city.name) + city.name.length);
  return (
    counties.length > 0 &&
    /^[^县区市旗]{1,9}[县区市旗]/.test(rest) &&
    !counties.some(({ name }) => rest.startsWith(name))
  );
}
