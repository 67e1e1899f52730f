import type { FilingView } from './messages.ts';

/** Where the code of the authorities' SMS is entered. */
export const SMS_CHECK_URL = 'https://beian.miit.gov.cn/';

/** What to do at the SMS check, step by step (PR-06). */
export const SMS_CHECK_STEPS: readonly string[] = [
  '找到工信部发来的验证码短信，一般提交管局后 5 分钟内收到。',
  '打开 beian.miit.gov.cn，选“短信核验”，选省份。',
  '填写验证码、收到短信的手机号和本人证件号码后六位，提交。',
];

/** What goes wrong, and what then. */
export const SMS_CHECK_TROUBLE: readonly string[] = [
  '没收到短信：查看被拦截的短信；次日 12:00 会再发一次。',
  '验证码 24 小时内有效；逾期没有完成，或证件号码填错 5 次，备案会被退回。',
  '这里不需要填写验证码，也不会有人向你要验证码。',
];

/** A person who gets a code of their own. */
export interface SmsPerson {
  readonly role: string;
  /** Masked, as the API shows them. */
  readonly name: string;
  readonly mobile: string;
}

/** The people who get a code: the principal and each site owner, once if they are the same. */
export function smsPeople({ principal, websites, organizerKind }: FilingView): readonly SmsPerson[] {
  const people = new Map<string, SmsPerson>();
  const add = (role: string, person: FilingView['principal']) => {
    if (!person) return;
    const key = `${person.idNumber} ${person.mobile}`;
    const known = people.get(key);
    const roles = known && !known.role.split('、').includes(role) ? `${known.role}、${role}` : (known?.role ?? role);
    people.set(key, { role: roles, name: person.name, mobile: person.mobile });
  };
  add(organizerKind === 'individual' ? '本人' : '主体负责人', principal);
  if (organizerKind === 'enterprise') for (const { siteOwner } of websites) add('网站负责人', siteOwner);
  return [...people.values()];
}
