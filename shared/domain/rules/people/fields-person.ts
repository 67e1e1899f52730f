import { PROVINCES_WANTING_THREE_MONTHS, PROVINCES_WITH_OFFICE_MOBILES } from '../../../../contracts/data/provinces.ts';
import { addMonths, isDay } from '../../../../contracts/kit/beijing-time.ts';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { isLabel } from '../../../../contracts/normal-forms/domain.ts';
import { emailKey } from '../../../../contracts/normal-forms/email.ts';
import { personNameForm, personNameProblem } from '../../../../contracts/normal-forms/person-name.ts';
import { areaCodeServes } from '../../data/area-codes.ts';
import type { Person } from '../../filing/filing.ts';
import { ageOn, birthDate } from '../../identity/identity-number.ts';
import { type FilingCase, inputOf, oncePerCase, todayOf } from '../case.ts';
import { PROVINCES_WANTING } from '../provinces/province-demands.ts';
import { blocks, type Rule, requires, rulesAbout, warns } from '../rule.ts';
import { isUnder, type PersonInRole, people, principals } from '../scopes.ts';
import { holdersOf, isShared } from './holders.ts';
import { areaCodeOf, isLandline, isMobile, mayMissSms, samePhone } from './phone-number.ts';

const MAX_EMAIL_LENGTH = 254;
const MAIL_ADDRESS = /^[^\s@<>()[\],;:"\\]+@([^@]+)$/;

function isMailAddress(text: string): boolean {
  const labels = MAIL_ADDRESS.exec(text)?.[1]?.toLowerCase().split('.') ?? [];
  return labels.length > 1 && labels.every(isLabel);
}

const in3Months = oncePerCase((filingCase: FilingCase) => addMonths(todayOf(filingCase), 3));

/** Whether a certificate is over. As a string, `long-term` is greater than every day. */
export const isExpired = ({ idValidTo }: Pick<Person, 'idValidTo'>, filingCase: FilingCase): boolean =>
  idValidTo < todayOf(filingCase);

const expiresSoon = ({ idValidTo }: Person, filingCase: FilingCase): boolean =>
  idValidTo >= todayOf(filingCase) && idValidTo < in3Months(filingCase);

/** Years that a card is valid for, by the holder's age at issue (居民身份证法 article 5); undefined: unlimited. */
const termAt = (age: number): number | undefined => (age < 16 ? 5 : age <= 25 ? 10 : age <= 45 ? 20 : undefined);

/** A number without a birth date says nothing of the term; it has a finding of its own. */
function hasPlausibleTerm({ person: { certificateType, idValidFrom, idValidTo }, key, age: ageNow }: PersonInRole) {
  if (certificateType !== 'id-card' || ageNow === undefined) return true;
  const age = isDay(idValidFrom) && idValidFrom >= birthDate(key) ? ageOn(key, idValidFrom) : undefined;
  if (age === undefined) return false;
  const term = termAt(age);
  return idValidTo === (term === undefined ? 'long-term' : addMonths(idValidFrom, term * 12));
}

const aboutPeople = rulesAbout(people, [
  blocks('SEC-03', 'idNumber', {
    when: 'the person is under 14',
    message: '负责人未满14周岁须由监护人同意，本平台暂不支持，请更换负责人。',
    source: ['LAW-PIPL'],
    refuses: (role) => isUnder(role, 14),
  }),
  blocks('PN-99', 'name', {
    when: 'the name has a digit, or a sign that stands for a character nobody knew',
    message: '姓名里有数字、问号或显示不出来的字，请按证件上的写法填写；生僻字可以用输入法的手写或部首输入。',
    source: ['OWN'],
    refuses: ({ person }) => personNameProblem(personNameForm(person.name)) !== undefined,
  }),
  blocks('FD-15', 'idValidTo', {
    when: 'the certificate has expired',
    message: '证件已过有效期，请更换证件后再备案。',
    source: ['T19-faq', 'HW-err', 'HW-rej'],
    refuses: ({ person }, filingCase) => isExpired(person, filingCase),
  }),
  blocks('FD-16', 'idValidTo', {
    appliesTo: { provinces: PROVINCES_WANTING_THREE_MONTHS },
    when: 'the certificate expires within 3 months',
    message: '证件剩余有效期不足3个月，不符合{province}管局要求，请更换证件后再备案。',
    source: ['T22-prov', 'HW-rej'],
    refuses: ({ person }, filingCase) => expiresSoon(person, filingCase),
  }),
  warns('FD-16', 'idValidTo', {
    appliesTo: { exceptProvinces: PROVINCES_WANTING_THREE_MONTHS },
    when: 'the certificate expires within 3 months',
    message: '证件剩余有效期不足3个月，建议更换证件后再备案，以免被退回。',
    source: ['HW-rej'],
    refuses: ({ person }, filingCase) => expiresSoon(person, filingCase),
  }),
  warns('FD-17', 'idValidTo', {
    when: 'the ID card is valid, and its term does not fit the age at issue: 5 years under 16, 10 up to 25, 20 up to 45, then unlimited',
    message: '证件有效期可能填写或识别有误（应为5年、10年、20年或长期，并与签发时的年龄相符），请核对。',
    source: ['LAW-ID'],
    status: 'derived',
    refuses: (role, filingCase) => !isExpired(role.person, filingCase) && !hasPlausibleTerm(role),
  }),
  blocks('FD-24', 'mobile', {
    when: 'it is not a mainland mobile number',
    message: '手机号码格式不正确，请填写11位中国大陆手机号码。',
    source: ['OWN'],
    status: 'derived',
    refuses: ({ person }) => !isMobile(person.mobile),
  }),
  warns('FD-25', 'mobile', {
    when: 'its prefix is that of a virtual operator, or unknown',
    message: '该号段可能无法接收工信部核验短信，建议更换手机号码。',
    source: ['T19-faq', 'T19-sms'],
    refuses: ({ person }) => isMobile(person.mobile) && mayMissSms(person.mobile),
  }),
  blocks('FD-27', 'officePhone', {
    when: 'it is neither a landline with its area code nor a mobile number',
    message: '办公室电话格式不正确，请填写“区号-号码”形式的座机，如 0755-12345678。',
    source: ['SEED', 'LPN'],
    status: 'derived',
    refuses: ({ person: { officePhone = '' } }) => !isMobile(officePhone) && !isLandline(officePhone),
  }),
  blocks('FD-27', 'emergencyPhone', {
    when: 'it is neither a mobile number nor a landline with its area code',
    message: '应急联系电话格式不正确，请填写手机号码，或“区号-号码”形式的座机，如 0755-12345678。',
    source: ['SEED', 'LPN'],
    status: 'derived',
    refuses: ({ person }) => !isMobile(person.emergencyPhone) && !isLandline(person.emergencyPhone),
  }),
  blocks('FD-28', 'officePhone', {
    appliesTo: { kinds: ['enterprise'] },
    when: 'its area code does not serve the city of the address',
    message: '办公室电话的区号与通信地址所在城市不一致，请核对。',
    source: ['SEED', 'T19-mp'],
    refuses: ({ person: { officePhone = '' } }, { contents }) => {
      const areaCode = areaCodeOf(officePhone);
      return (
        areaCode !== undefined &&
        contents.organizer !== undefined &&
        !areaCodeServes(areaCode, contents.organizer.address)
      );
    },
  }),
  requires('FD-29', 'officePhone', {
    appliesTo: { kinds: ['enterprise'] },
    // Later editions insist on it in 江苏 only; the guide does everywhere.
    when: 'it is a mobile number',
    message: '单位负责人的办公室电话须为座机，请填写“区号-号码”；没有自己的，填前台或物业能转接到你的，手机号码另填。',
    source: ['SEED', 'T19-faq'],
    refuses: ({ person: { officePhone = '' } }) => isMobile(officePhone),
  }),
  requires('PN-96', 'officePhone', {
    appliesTo: { kinds: ['individual'], exceptProvinces: PROVINCES_WITH_OFFICE_MOBILES },
    when: 'it is a mobile number',
    message: '{province}的办公室电话须为座机，请填写家里、学校或工作单位能找到你的“区号-号码”，手机号码另填。',
    source: ['SEED'],
    refuses: ({ person: { officePhone = '' } }) => isMobile(officePhone),
  }),
  requires('PN-97', 'officePhone', {
    when: 'it is the same as the person’s mobile number or emergency phone',
    message: '办公室电话不能与手机号码或应急联系电话相同，请分别填写。',
    source: ['OWN'],
    refuses: ({ person: { officePhone, mobile, emergencyPhone } }) =>
      officePhone !== undefined && [mobile, emergencyPhone].some((other) => samePhone(officePhone, other)),
  }),
  requires('FD-30', 'emergencyPhone', {
    appliesTo: { kinds: ['enterprise'], provinces: PROVINCES_WANTING.emergencyMobileExplained },
    when: 'it is a mobile number and the organizer’s remark is empty',
    message: '应急联系电话填写手机号时，请在主体备注中说明使用人姓名和职务。',
    source: ['T19-faq'],
    refuses: ({ person }, { contents }) => isMobile(person.emergencyPhone) && !contents.organizer?.remark?.trim(),
  }),
  blocks('FD-31', 'emergencyPhone', {
    appliesTo: { kinds: ['enterprise'], provinces: PROVINCES_WANTING.twoNumbers },
    when: 'it is the same as the mobile number',
    message: '应急联系电话不能与负责人手机号码相同，请另填一个号码。',
    source: ['T19-faq', 'T19-prov'],
    refuses: ({ person }) => samePhone(person.emergencyPhone, person.mobile),
  }),
  blocks('FD-33', 'email', {
    when: 'it is not an e-mail address, or is longer than 254 characters',
    message: '邮箱格式不正确，请填写可正常收信的邮箱。',
    source: ['SEED'],
    status: 'derived',
    refuses: ({ person }) => !isMailAddress(person.email.trim()) || person.email.length > MAX_EMAIL_LENGTH,
  }),
  blocks('FD-34', 'email', {
    appliesTo: { kinds: ['enterprise'], provinces: PROVINCES_WANTING.ownMailboxes },
    when: 'another person of the filing has the same address',
    message: '同一订单中不同负责人需填写不同的邮箱，请修改。',
    source: ['T19-prov'],
    refuses: ({ person }, filingCase) => isShared(mailboxes(filingCase), mailboxOf(person)),
  }),
]);

const mailboxOf = ({ email }: Person): string => emailKey(email);
const mailboxes = oncePerCase((filingCase: FilingCase) => holdersOf(filingCase, (person) => [mailboxOf(person)]));

const aboutPrincipals = rulesAbout<FilingCase, PersonInRole>(principals, [
  blocks('FD-90', 'idNumber', {
    appliesTo: { kinds: ['individual'] },
    when: 'it differs from the certificate number of the eligibility check',
    message: '身份证号码与验证备案类型时填写的证件号码不一致，请核对；如需更换备案人，请放弃本订单后重新发起。',
    source: ['OWN'],
    status: 'derived',
    refuses: ({ key }, filingCase) => key !== certificateForm(inputOf(filingCase).certificateNumber),
  }),
]);

/** Rules about principals and site owners. */
export const PERSON_RULES: readonly Rule<FilingCase>[] = [...aboutPeople, ...aboutPrincipals];
