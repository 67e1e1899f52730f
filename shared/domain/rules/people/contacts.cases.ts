import { enterprise, fires, individual, quiet, type RuleCase, type Sentences } from '../cases.ts';

const reached = (...fields: readonly string[]) => ({ reached: fields });
const PRINCIPAL = ['principal.mobile', 'principal.emergencyPhone', 'principal.email'];
const SITE_OWNER = ['mobile', 'emergencyPhone', 'email'].map((key) => `websites.0.siteOwner.${key}`);
const but = (...fields: readonly string[]) =>
  reached(...[...PRINCIPAL, ...SITE_OWNER].filter((text) => !fields.includes(text)));
const twoMobiles = { 'contents.principal.emergencyPhone': '13722207777' };
/** The site owner is reached where the principal is. */
const sameContacts = ['mobile', 'emergencyPhone', 'email'].map((key) => [
  `contents.websites.0.siteOwner.${key}`,
  enterprise.contents.principal?.[key as 'mobile'],
]);

export const cases: readonly RuleCase[] = [
  fires('CT-90', individual, but('principal.mobile'), 'principal.mobile', '手机号码还'),
  fires('CT-90', individual, but('principal.mobile', 'principal.email'), 'principal.mobile', '手机号码、电子邮箱还'),
  fires(
    'CT-90',
    individual,
    { ...but('principal.emergencyPhone'), ...twoMobiles },
    'principal.emergencyPhone',
    '应急联系电话还',
  ),
  fires('CT-90', enterprise, but('websites.0.siteOwner.mobile'), 'websites.0.siteOwner.mobile'),
  quiet('CT-90', enterprise, reached(...PRINCIPAL, ...SITE_OWNER)),
  quiet('CT-90', individual, {
    ...but('principal.emergencyPhone'),
    'contents.principal.emergencyPhone': '0755-86001234',
  }),
  quiet('CT-90', individual, but('principal.email')),
  quiet('CT-90', enterprise),
  fires('CT-91', individual, but('principal.email'), 'principal.email'),
  fires('CT-91', enterprise, but('websites.0.siteOwner.email'), 'websites.0.siteOwner.email'),
  // The mailbox stands in the finding about the numbers, and once where somebody has two roles.
  quiet('CT-91', individual, but('principal.mobile', 'principal.email')),
  quiet('CT-91', enterprise, { ...but(...PRINCIPAL, ...SITE_OWNER), ...Object.fromEntries(sameContacts) }),
  quiet('CT-91', individual, { ...but('principal.email'), 'contents.principal.email': 'no address' }),
  quiet('CT-91', enterprise, reached(...PRINCIPAL, ...SITE_OWNER)),
];

export const sentences: Sentences = {
  'CT-90': ['手机号码', '手机号码、电子邮箱', '应急联系电话'].map(
    (contacts) => `${contacts}还没有用验证码确认。审核人员联系不上会退回备案，建议先确认。`,
  ),
  'CT-91': ['这个邮箱还没有用验证码确认。收不到邮件会错过通知，建议先确认。'],
};
