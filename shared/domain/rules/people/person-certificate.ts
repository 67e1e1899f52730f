import { certificateName } from '../../../../contracts/data/person-certificates.ts';
import { certificateNumberProblem, NUMBER_FORMS, type OtherCertificate } from '../../identity/certificate-number.ts';
import { type FilingCase, todayOf } from '../case.ts';
import { blocks, type Rule, rulesAbout, scopeOf, warns } from '../rule.ts';
import { people, principals } from '../scopes.ts';

/** A person with another certificate than the 居民身份证. */
interface Holder {
  readonly certificate: OtherCertificate;
  /** The name of the certificate. */
  readonly label: string;
  readonly problem: ReturnType<typeof certificateNumberProblem>;
}

const holders = scopeOf<FilingCase, Holder>('other-certificate', (filingCase) =>
  people.parts(filingCase).flatMap(({ path, part: { person, key } }) => {
    const { certificateType: certificate } = person;
    if (certificate === 'id-card') return [];
    const problem = certificateNumberProblem(certificate, key, todayOf(filingCase));
    return [{ path, part: { certificate, label: certificateName(certificate), problem } }];
  }),
);

/** Rules about people with another certificate than the 居民身份证, whose numbers are in fields-certificate.ts. */
export const PERSON_CERTIFICATE_RULES: readonly Rule<FilingCase>[] = [
  ...rulesAbout(holders, [
    warns('PN-92', 'certificateType', {
      appliesTo: { kinds: ['enterprise'] },
      when: 'it is not the 居民身份证: a machine reads neither picture nor portrait, and no register is asked',
      message: '{label}不能自动识别和核验，请对照证件逐项填写；姓名、号码、年龄和有效期由审核人员核对。',
      source: ['OWN'],
      refuses: ({ label }) => ({ label }),
    }),
    blocks('PN-93', 'idNumber', {
      when: 'it does not have the form of this certificate’s numbers',
      message: '{label}的号码应为{form}，请对照证件核对，或改选证件类型。',
      source: ['OWN'],
      refuses: ({ certificate, label, problem }) => problem === 'format' && { label, form: NUMBER_FORMS[certificate] },
    }),
    blocks('PN-94', 'idNumber', {
      when: 'its birth date does not exist, or its check character (MOD 11-2) is wrong',
      message: '{label}的号码校验未通过，请对照证件核对。',
      source: ['GB11643'],
      status: 'derived',
      refuses: ({ label, problem }) => (problem === 'birth-date' || problem === 'check-digit') && { label },
    }),
  ]),
  ...rulesAbout(principals, [
    blocks('PN-95', 'certificateType', {
      appliesTo: { kinds: ['individual'] },
      when: 'it is not the 居民身份证',
      message: '个人备案只能使用居民身份证，请改选居民身份证。',
      source: ['SEED'],
      refuses: ({ person }) => person.certificateType !== 'id-card',
    }),
  ]),
];
