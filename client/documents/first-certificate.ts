import { sameText } from '../../contracts/normal-forms/text.ts';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import type { ReadableKind } from '../../shared/domain/media/document.ts';
import type { TypedInput } from '../eligibility/eligibility-check.ts';
import { outsiderWords, type ProvinceChoice } from '../eligibility/start.ts';
import type { ChosenFile, DocumentName, Documents, OfferedFields, UploadedDocument } from './documents.ts';
import { type ReadValue, valuesInOrder } from './read-values.ts';

/** The certificate that bears the organizer's number, uploaded before there is a filing. */
export const firstCertificateOf = (kind: OrganizerKind): DocumentName & { readonly kind: ReadableKind } =>
  kind === 'enterprise'
    ? { filingId: undefined, kind: 'business-licence', subject: 'organizer' }
    : { filingId: undefined, kind: 'id-front', subject: 'principal' };

/** The value with the number that the eligibility check asks for. */
export const NUMBERS = { enterprise: 'creditCode', individual: 'idNumber' } as const;

/** The number that was read; undefined when there is none. */
export const numberRead = (kind: OrganizerKind, read: OfferedFields): ReadValue | undefined =>
  valuesInOrder(firstCertificateOf(kind).kind, read).find(({ field }) => field === NUMBERS[kind]);

/** How far the picture is that the check begins with. `unread`: it is there, and nothing could read its number. */
export type PlaceOfCheck = 'picture' | 'unread' | 'read';

export function placeOfCheck(
  kind: OrganizerKind,
  { state, read }: Pick<UploadedDocument, 'state' | 'read'>,
  byHand: boolean,
): PlaceOfCheck {
  if (byHand) return 'read';
  if (state === 'missing') return 'picture';
  return state === 'ready' && !numberRead(kind, read) ? 'unread' : 'read';
}

/** How many values were read, and how many of them are compared with the picture later. */
export function countsRead(kind: OrganizerKind, read: OfferedFields): string {
  const values = valuesInOrder(firstCertificateOf(kind).kind, read);
  const doubts = values.filter(({ isDoubtful }) => isDoubtful).length;
  return `读出 ${values.length} 项${doubts > 0 ? `，其中 ${doubts} 处没有把握` : '，都有把握'}`;
}

const otherKind = (kind: OrganizerKind): OrganizerKind => (kind === 'enterprise' ? 'individual' : 'enterprise');

/** Whether a picture was refused because it shows no paper of its kind: it may show the other one. */
const mayShowOther = ({ state, findings }: Pick<UploadedDocument, 'state' | 'findings'>): boolean =>
  state === 'refused' && findings.some(({ params }) => params.reason === 'not-this-certificate');

/**
 * Whose paper a picture shows: a licence is an enterprise's, an ID card a person's. One that was refused as the expected paper
 * is read as the other one, without being taken again; where it is neither, the refusal stays.
 */
export async function kindShown<File extends ChosenFile>(
  documents: Pick<Documents<File>, 'of' | 'sendAs' | 'forget'>,
  expected: OrganizerKind,
): Promise<OrganizerKind> {
  const [name, other] = [firstCertificateOf(expected), firstCertificateOf(otherKind(expected))];
  if (!mayShowOther(documents.of(name))) return expected;
  await documents.sendAs(name, other);
  const isOther = numberRead(otherKind(expected), documents.of(other).read) !== undefined;
  documents.forget(isOther ? name : other);
  return isOther ? otherKind(expected) : expected;
}

/** What the paper says of who files, and the way for whoever has taken the wrong one. */
export const PAPER_WORDS = {
  enterprise: { text: '营业执照，按企业办理。', change: '个人办，改拍身份证' },
  individual: {
    text: '身份证，按个人办理。给公司办理的话，接着拍营业执照，这张留作负责人的证件。',
    change: '公司办，接着拍营业执照',
  },
} as const;

/** The pictures that a filing takes over: those of both papers for an enterprise, whose card is its principal's. */
export const takenAlong = (documents: Pick<Documents<never>, 'of'>, kind: OrganizerKind): readonly string[] =>
  (kind === 'enterprise' ? (['enterprise', 'individual'] as const) : ([kind] as const)).flatMap((shown) => {
    const { state, documentId } = documents.of(firstCertificateOf(shown));
    return state === 'ready' && documentId !== undefined ? [documentId] : [];
  });

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

type Asked = Pick<TypedInput, 'region' | 'organizerKind' | 'certificateNumber' | 'takenNumber'>;

/**
 * What the inputs take over from a certificate that was read: the number, unless another one was typed, and the province.
 *
 * @param byHand the person types who files: a province that they have chosen stays.
 */
export function takenFrom(
  { region, organizerKind, certificateNumber, takenNumber }: Asked,
  read: OfferedFields,
  provinces: readonly ProvinceChoice[],
  byHand: boolean,
): Partial<TypedInput> {
  const number = numberRead(organizerKind, read)?.text;
  const isFree = certificateNumber.trim() === '' || sameText(certificateNumber, takenNumber);
  const home = provinceRead(read, provinces);
  const isFilable = provinces.some(({ code, isOpen }) => code === home && isOpen);
  const isOwn = organizerKind === 'enterprise' || isFilable;
  return {
    ...(number !== undefined && isFree && { certificateNumber: number, takenNumber: number }),
    ...(home !== undefined && (!byHand || region === '') && { region: isOwn ? home : '' }),
  };
}

/** What is said of the province of a certificate, and where else its holder may file. */
export interface ProvinceWords {
  /** Empty when there is nothing to say. */
  readonly text: string;
  readonly isWrong: boolean;
  readonly choices: readonly { readonly code: string; readonly short: string; readonly about: string }[];
}

/**
 * A company files where it is registered. A person does where their card says, or where they live, as far as the authority
 * there takes cards from elsewhere, and with the proof that it wants.
 */
export function provinceWords(
  { region, organizerKind }: Pick<Asked, 'region' | 'organizerKind'>,
  read: OfferedFields,
  provinces: readonly ProvinceChoice[],
): ProvinceWords {
  const nameOf = (value: string) => provinces.find(({ code }) => code === value)?.name ?? value;
  const home = provinceRead(read, provinces);
  const open = provinces.filter(({ isOpen }) => isOpen);
  const isOpen = open.some(({ code }) => code === home);
  const ofCompany = organizerKind === 'enterprise';
  const choices = open
    .filter(({ code, demands }) => code !== region && (code === home || takes(demands.individual, ofCompany, home)))
    .map(({ code, short, demands }) => ({
      ...{ code, short },
      about: code === home || ofCompany || home === undefined ? '' : outsiderWords(short, demands.individual),
    }));
  if (home === undefined) return { text: region === '' ? '证件上没有读出省份，请选择。' : '', isWrong: false, choices };
  if (ofCompany) {
    const isElsewhere = region !== home;
    const closed = `营业执照的登记地在${nameOf(home)}，企业在登记地的省份备案，那里还不能在这里办理。`;
    const other = `营业执照的登记地在${nameOf(home)}，选的是${nameOf(region)}。企业在登记地的省份备案。`;
    const text = isOpen ? (isElsewhere ? other : '') : closed;
    return { text, isWrong: text !== '', choices: isOpen ? choices.filter(({ code }) => code === home) : [] };
  }
  if (region === '')
    return { text: `身份证的住址在${nameOf(home)}，那里还不能在这里办理。住在哪里？`, isWrong: true, choices };
  const chosen = provinces.find(({ code }) => code === region);
  if (region === home || !chosen) return { text: '', isWrong: false, choices };
  const text = `身份证的住址在${nameOf(home)}，在${chosen.name}备案。${outsiderWords(chosen.short, chosen.demands.individual)}`;
  return { text, isWrong: true, choices };
}

const takes = (
  { outsiders }: ProvinceChoice['demands']['individual'],
  ofCompany: boolean,
  home: string | undefined,
): boolean => home === undefined || (!ofCompany && outsiders !== 'refused');
