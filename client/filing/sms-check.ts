import { differences } from '../../shared/domain/filing/difference.ts';
import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { FILING_TYPES, type FilingType } from '../../shared/domain/filing/filing-types.ts';
import type { FilingView } from '../calls/messages.ts';

/** Where the code of the authorities' SMS is entered. */
export const SMS_CHECK_URL = 'https://beian.miit.gov.cn/';

/** What stands around the SMS check. */
export const SMS_CHECK = {
  title: '去工信部网站填验证码',
  where: '验证码要到 beian.miit.gov.cn 填。在这里填没有用，回复短信也没有用：没有人会看。',
  people: '谁会收到',
  all: '每个人的验证码不一样：各填各的，都要填。',
  open: '打开 beian.miit.gov.cn',
  copy: '复制 beian.miit.gov.cn 的网址',
} as const;

/** What to do at the SMS check, step by step (PR-06). */
export const SMS_CHECK_STEPS: readonly string[] = [
  '找到工信部发来的验证码短信，一般提交管局后 5 分钟内收到。',
  '打开 beian.miit.gov.cn（工信部的备案网站），选“短信核验”，选省份。',
  '填写验证码、收到短信的手机号和本人证件号码后六位，提交。',
];

const NOBODY_ASKS = '不会有人打电话或发消息向你要验证码。';

/** What goes wrong, and what then: an ending is over when it isn't confirmed, and nothing has happened to the record. */
export const smsTroubles = (filingType: FilingType): readonly string[] =>
  isEnding(filingType)
    ? [
        '没收到短信：查看被拦截的短信。',
        '验证码 24 小时内有效；逾期没有完成，申请失效，备案不变，可以重新申请。',
        NOBODY_ASKS,
      ]
    : [
        '没收到短信：查看被拦截的短信；到次日 12:00 还没过 24 小时的，那时会再发一次。',
        `验证码 24 小时内有效；逾期没有完成，或证件号码填错 5 次，${filingType === 'change' ? '变更申请会被退回，已备案的信息不变' : '备案会被退回'}。`,
        NOBODY_ASKS,
      ];

/** A person who gets a code of their own. */
export interface SmsPerson {
  readonly role: string;
  /** Masked, as the API shows them. */
  readonly name: string;
  readonly mobile: string;
}

/**
 * The people who get a code: those whom the type of the filing asks, once if they are the same.
 *
 * @param contents of a change: it asks whose part of the record differs, and all of them as long as that is unknown.
 */
export function smsPeople(view: FilingView, contents?: FilingContents): readonly SmsPerson[] {
  const { principal, websites, organizerKind } = view;
  const asked = askedBy(view, contents);
  const people = new Map<string, SmsPerson>();
  const add = (role: string, person: FilingView['principal']) => {
    if (!person) return;
    const key = `${person.idNumber} ${person.mobile}`;
    const known = people.get(key);
    const roles = known && !known.role.split('、').includes(role) ? `${known.role}、${role}` : (known?.role ?? role);
    people.set(key, { role: roles, name: person.name, mobile: person.mobile });
  };
  const isIndividual = organizerKind === 'individual';
  if (isIndividual || asked.principal) add(isIndividual ? '本人' : '主体负责人', principal);
  if (!isIndividual)
    websites.forEach(({ siteOwner }, place) => {
      if (asked.siteOwner(place)) add('网站负责人', siteOwner);
    });
  return [...people.values()];
}

function askedBy({ filingType }: FilingView, contents: FilingContents | undefined) {
  const { sms } = FILING_TYPES[filingType];
  const paths = sms === 'of-the-difference' && contents ? differences(contents).map(({ path }) => path) : [];
  if (paths.length > 0)
    return {
      principal: paths.some((path) => !/^websites\.\d/.test(path)),
      siteOwner: (place: number) => paths.some((path) => path.startsWith(`websites.${place}.`)),
    };
  return { principal: sms !== 'site-owner', siteOwner: () => sms !== 'principal' };
}
