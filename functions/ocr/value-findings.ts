import { PROVINCES_WANTING_THREE_MONTHS, provinceOf } from '../../contracts/data/provinces.ts';
import { addMonths, type Day } from '../../contracts/kit/beijing-time.ts';
import type { Finding } from '../../contracts/kit/finding.ts';
import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import {
  creditCodeProblem,
  isOldCertificateNumber,
  registryDivision,
} from '../../shared/domain/identity/credit-code.ts';
import {
  birthDate,
  type IdentityNumberProblem,
  identityNumberProblem,
  sex,
} from '../../shared/domain/identity/identity-number.ts';
import type { ReadableKind, ReadField, ReadFields } from '../../shared/domain/media/document.ts';
import { isSure } from '../../shared/domain/media/evidence.ts';
import { provinceOfAddress } from '../../shared/domain/rules/places.ts';
import { refute } from './doubt.ts';

/** What the values are checked against. */
export interface ReadingContext {
  /** The day in Beijing. */
  readonly today: Day;
  /** The filing's province, GB/T 2260; empty before a filing is opened. */
  readonly region: string;
  /** The same values, with the second sources that agree. */
  readonly agreed: ReadFields;
}

/** The values to store, and the findings about them. */
export interface JudgedFields {
  readonly fields: ReadFields;
  readonly findings: readonly Finding[];
}

/**
 * Checks what was read from a certificate by the rules of the catalogue. A number that fails its check digit was
 * misread or is invalid: it is stored with low confidence, so that it never contradicts what the person types. An
 * uncertain reading never blocks a filing; the person is asked to check it.
 */
export function judge(kind: ReadableKind, fields: ReadFields, context: ReadingContext): JudgedFields {
  if (kind === 'id-front') return judgeFront(fields, context);
  if (kind === 'id-back') return { fields, findings: idValidity(fields.validTo, context) };
  return judgeLicence(fields, context);
}

const finding = (
  ruleId: string,
  severity: Finding['severity'],
  message: string,
  params: Finding['params'] = {},
): Finding => ({ ruleId, severity, field: 'file', message, params });

/** A value that is not sure never blocks. */
const weighed = (name: string, { agreed }: ReadingContext): Finding['severity'] =>
  agreed[name] && isSure(agreed[name]) ? 'block' : 'confirm';

const NUMBER_RULES: Readonly<Record<Exclude<IdentityNumberProblem, 'other-card'>, string>> = {
  'fifteen-digits': 'FD-13',
  format: 'FD-07',
  'check-digit': 'FD-08',
  'birth-date': 'FD-09',
  province: 'FD-10',
};

function judgeFront(fields: ReadFields, context: ReadingContext): JudgedFields {
  const { idNumber, birthDate: born } = fields;
  if (!idNumber) return { fields, findings: [] };
  const number = certificateForm(idNumber.text);
  const problem = identityNumberProblem(number, context.today);
  if (problem === 'other-card') {
    const message =
      '这是港澳台居民居住证或外国人永久居留身份证，不是居民身份证：单位的负责人请在“证件类型”中改选，个人请上传居民身份证。';
    return { fields, findings: [finding('FD-12', weighed('idNumber', context), message)] };
  }
  if (problem) {
    const message = '识别出的身份证号码未通过校验，可能识别有误，请对照证件核对，或重新拍摄。';
    const findings = [finding(NUMBER_RULES[problem], 'confirm', message)];
    return { fields: refute(fields, 'idNumber'), findings };
  }
  if (born && born.text !== birthDate(number)) {
    const message = '识别出的出生日期与身份证号码不一致，可能识别有误，请对照证件核对。';
    return { fields: refute(fields, 'idNumber', 'birthDate'), findings: [finding('FD-96', 'confirm', message)] };
  }
  // Nobody types their sex: it only shows whether the number was read correctly.
  const isOther = fields.sex && fields.sex.text !== (sex(number) === 'male' ? '男' : '女');
  return { fields: isOther ? refute(fields, 'idNumber', 'sex') : fields, findings: [] };
}

/** Compared as texts, `long-term` sorts after every day. */
function idValidity(validTo: ReadField | undefined, context: ReadingContext): readonly Finding[] {
  const { today, region } = context;
  const severity = weighed('validTo', context);
  if (!validTo) return [];
  if (validTo.text < today) return [finding('FD-15', severity, '身份证已过有效期，请更换身份证后重新上传。')];
  if (validTo.text >= addMonths(today, 3)) return [];
  if (!PROVINCES_WANTING_THREE_MONTHS.includes(region))
    return [finding('FD-16', 'warn', '身份证剩余有效期不足3个月，建议更换证件后再备案，以免被退回。')];
  const province = provinceOf(region)?.name ?? '';
  const message = `身份证剩余有效期不足3个月，不符合${province}管局要求，请更换证件后再备案。`;
  return [finding('FD-16', severity, message)];
}

function judgeLicence(fields: ReadFields, context: ReadingContext): JudgedFields {
  const findings = [...licenceValidity(fields.validTo, context), ...licenceProvince(fields, context)];
  const { creditCode } = fields;
  if (!creditCode) return { fields, findings };
  const code = certificateForm(creditCode.text);
  if (isOldCertificateNumber(code)) {
    const message = '营业执照上是旧注册号，请换领载有统一社会信用代码的营业执照后重新上传。';
    return { fields, findings: [...findings, finding('FD-06', 'warn', message)] };
  }
  const problem = creditCodeProblem(code);
  if (!problem) return { fields, findings };
  const message = '识别出的统一社会信用代码未通过校验，可能识别有误，请对照营业执照核对，或重新拍摄。';
  return {
    fields: refute(fields, 'creditCode'),
    findings: [...findings, finding(problem === 'format' ? 'FD-01' : 'FD-02', 'confirm', message)],
  };
}

function licenceValidity(validTo: ReadField | undefined, context: ReadingContext): readonly Finding[] {
  if (!validTo || validTo.text >= context.today) return [];
  return [finding('FD-97', weighed('validTo', context), '营业执照已过营业期限，请换领新的营业执照后重新上传。')];
}

/** The credit code has the province of the registry, which is a second source for that of the address. */
function licenceProvince({ address, creditCode }: ReadFields, context: ReadingContext): readonly Finding[] {
  const province = address && provinceOf(provinceOfAddress(address.text) ?? '');
  if (!province || context.region === '' || province.code === context.region) return [];
  const registry = creditCode && registryDivision(certificateForm(creditCode.text));
  const isRegisteredThere = registry?.slice(0, 2) === province.code.slice(0, 2);
  const severity = isRegisteredThere ? weighed('creditCode', context) : weighed('address', context);
  const message = `营业执照住所在${province.name}，与备案省份不一致，不支持跨省备案。首次备案请按营业执照住所选择备案省份；已备案的请先办理注销主体，再在新的省份办理首次备案。照片不对的，请上传正确的营业执照。`;
  return [finding('FT-29', severity, message, { province: province.name })];
}
