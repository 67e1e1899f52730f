import { provinceOf } from '../../../contracts/data/provinces.ts';
import { certificateForm } from '../../../contracts/normal-forms/certificate.ts';
import { birthDate } from '../identity/identity-number.ts';
import type { DocumentKind, DocumentSubject, ReadField, ReadFields } from '../media/document.ts';
import { type Comparison, compareReading, compareTexts, isSure } from '../media/evidence.ts';
import { documentOf, type FilingCase, inputOf, oncePerCase, readFields } from './case.ts';
import { isExpired } from './people/fields-person.ts';
import { provinceOfAddress } from './places.ts';
import { blocks, confirms, type Placed, type Rule, rulesAbout, scopeOf, warns } from './rule.ts';
import { domains, idCardHolders, type PersonInRole, principalOf, sitesOf } from './scopes.ts';

/** Compares a value from a form with a certificate. */
interface Evidence extends Comparison {
  readonly label: string;
  /** Neither the vendor nor a second source nor the person, who is asked here, is sure of what was read. */
  readonly isUnsure: boolean;
}

const compare = (
  path: string,
  label: string,
  typed: string | undefined,
  read: ReadField | undefined,
  isAskedHere = true,
): readonly Placed<Evidence>[] =>
  typed === undefined || read === undefined
    ? []
    : [{ path, part: { ...compareReading(typed, read), label, isUnsure: isAskedHere && !isSure(read) } }];

const certificates = scopeOf<FilingCase, Evidence>('typed-and-read', (filingCase) => [
  ...(filingCase.contents.eligibility.organizerKind === 'individual' ? ofHome(filingCase) : ofLicence(filingCase)),
  ...idCardHolders.parts(filingCase).flatMap(({ path, part }) => ofCard(path, part, filingCase)),
]);

const licenceNames = scopeOf<FilingCase, Evidence>('licence-name', (filingCase) =>
  certificates.parts(filingCase).filter(({ path }) => path === 'organizer.name'),
);

const cardNumbers = scopeOf<FilingCase, Comparison>('number-and-birth-date', (filingCase) =>
  idCardHolders.parts(filingCase).map(({ path, part }) => {
    const { birthDate: read } = cardFields('id-front', part, filingCase);
    return { path: `${path}.idNumber`, part: compareReading(birthDate(part.key), read) };
  }),
);

function ofLicence(filingCase: FilingCase): readonly Placed<Evidence>[] {
  const { organizer } = filingCase.contents;
  const read: ReadFields = readFields(filingCase, 'business-licence', 'organizer');
  return [
    ...compare('organizer.name', '单位名称', organizer?.name, read.name),
    ...compare(
      'eligibility.certificateNumber',
      '统一社会信用代码',
      inputOf(filingCase).certificateNumber,
      read.creditCode,
    ),
    ...compare('organizer.certificateAddress', '证件住所', organizer?.certificateAddress, read.address),
    ...compare('organizer.legalRepresentative', '法人姓名', organizer?.legalRepresentative, read.legalRepresentative),
  ];
}

/** The certificate of an individual is their ID card. */
function ofHome(filingCase: FilingCase): readonly Placed<Evidence>[] {
  const { address } = readFields(filingCase, 'id-front', 'principal');
  return compare(
    'organizer.certificateAddress',
    '证件住所',
    filingCase.contents.organizer?.certificateAddress,
    address,
  );
}

function ofCard(path: string, role: PersonInRole, filingCase: FilingCase): readonly Placed<Evidence>[] {
  const { person } = role;
  const front = cardFields('id-front', role, filingCase);
  const back = cardFields('id-back', role, filingCase);
  // What is in doubt is asked once, beside the picture.
  const [isFront, isBack] = (['id-front', 'id-back'] as const).map(
    (kind) => cardSubject(kind, role, filingCase) === role.subject,
  );
  return [
    ...compare(`${path}.name`, '姓名', person.name, front.name, isFront),
    ...compare(`${path}.idNumber`, '身份证号码', person.idNumber, front.idNumber, isFront),
    ...compare(`${path}.idValidFrom`, '证件有效期起始日', person.idValidFrom, back.validFrom, isBack),
    // Nobody is asked whether a certificate that is over was copied well.
    ...(isExpired(person, filingCase)
      ? []
      : compare(`${path}.idValidTo`, '证件有效期截止日', person.idValidTo, back.validTo, isBack)),
  ];
}

const cardFields = (kind: DocumentKind, role: PersonInRole, filingCase: FilingCase): ReadFields =>
  readFields(filingCase, kind, cardSubject(kind, role, filingCase));

/** The card of a person is uploaded once: as the principal's, or for one of their websites. */
function cardSubject(kind: DocumentKind, role: PersonInRole, filingCase: FilingCase): DocumentSubject {
  if (principalOf(filingCase)?.key === role.key) return 'principal';
  const site = sitesOf(role, filingCase).find(
    ({ subject }) => documentOf(filingCase, kind, subject)?.state === 'ready',
  );
  return (site ?? role).subject;
}

/** Whether a domain's owner or the commercial register confirms the name: OCR may misread. */
function isConfirmedName(filingCase: FilingCase): boolean {
  const name = filingCase.contents.organizer?.name;
  const isOwner = domains.parts(filingCase).some(({ part }) => compareTexts(name, part.ownerName).outcome === 'same');
  return isOwner || (filingCase.company?.known === true && filingCase.company.value?.name === true);
}

/** Rules that compare the forms with the certificates. Their findings are sent to the reviewer with the filing. */
export const EVIDENCE_RULES: readonly Rule<FilingCase>[] = [
  ...rulesAbout(licenceNames, [
    blocks('FD-19', {
      appliesTo: { kinds: ['enterprise'] },
      when: 'it differs from the name read from the licence (surely), and no domain owner or register confirms it',
      message: '单位名称须与营业执照上的名称完全一致，请修改；如识别有误，请重新上传清晰的营业执照照片。',
      source: ['T19-mp'],
      refuses: ({ outcome }, filingCase) => outcome === 'differs' && !isConfirmedName(filingCase),
    }),
  ]),
  ...rulesAbout(certificates, [
    confirms('FD-18', {
      when: 'it differs from the value read from the certificate (surely)',
      message: '填写的{label}与证件识别结果不一致，请核对；确认无误可继续提交。',
      source: ['T19-faq'],
      refuses: ({ outcome, label }) => outcome === 'differs' && { label },
    }),
    confirms('FD-98', {
      when: 'it differs from the value read from the certificate, but the reading is not sure',
      message: '填写的{label}与证件识别结果不同，但识别没有把握，请对照证件核对；确认无误可继续提交。',
      source: ['OWN'],
      refuses: ({ outcome, label }) => outcome === 'cannot-tell' && { label },
    }),
    warns('RV-90', {
      when: 'it was taken over from a reading that is not sure, and nobody has confirmed it',
      message: '{label}由证件照片自动识别，没有把握，请对照证件核对并确认；未确认的由审核人员核对。',
      source: ['OWN'],
      refuses: ({ outcome, isUnsure, label }) => outcome === 'same' && isUnsure && { label },
    }),
    warns('FD-99', {
      when: 'it has traditional or variant characters where the certificate has other ones, or the reverse',
      message: '填写的{label}与证件上的用字不同（繁体字或异体字），请按证件上的写法填写。',
      source: ['OWN'],
      refuses: ({ isVariant, label }) => isVariant && { label },
    }),
  ]),
  ...rulesAbout(cardNumbers, [
    confirms('FD-96', {
      when: 'its birth date differs from the one read from the ID card (surely)',
      message: '身份证号码中的出生日期与证件上识别的出生日期不一致，请核对；确认无误可继续提交。',
      source: ['OWN'],
      refuses: ({ outcome }) => outcome === 'differs',
    }),
  ]),
];

/**
 * The province of the individual's ID card: by the address read from it when that is sure, otherwise the address in the
 * form, otherwise the division in the number, which does not change when people move.
 */
function idCardProvince(filingCase: FilingCase): string | undefined {
  const { eligibility, organizer, principal } = filingCase.contents;
  const { address: read } = readFields(filingCase, 'id-front', 'principal');
  return (
    (read && isSure(read) ? provinceOfAddress(read.text) : undefined) ??
    provinceOfAddress(organizer?.certificateAddress ?? '') ??
    provinceOf(certificateForm(principal?.idNumber ?? eligibility.certificateNumber))?.code
  );
}

/** Whether an individual's ID card is from another province than the filing. */
export const livesElsewhere = oncePerCase((filingCase: FilingCase): boolean => {
  const province = idCardProvince(filingCase);
  return province !== undefined && province !== inputOf(filingCase).region;
});
