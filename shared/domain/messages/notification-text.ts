import type { Filing } from '../filing/filing.ts';
import { type Notification, notificationEntry, parametersOf, type TextParameter } from './notifications.ts';

/** The values for a text: those of the filing when the message is sent. */
export type TextSource = Pick<Filing, 'flagged' | 'numbers'>;

/** Codes in the message, such as `{resource: 'domain'}`. */
export type TextFacts = Readonly<Record<string, string | number>>;

/**
 * Maximum length of a WeChat keyword `thing`, in characters. Source: WeChat developer documentation,
 * subscribeMessage.send.
 */
export const WECHAT_VALUE_LENGTH = 20;

const RESOURCES: Readonly<Record<string, string>> = {
  domain: '域名',
  server: '云服务器',
  certificate: '负责人证件',
};

/**
 * The words of a reviewer are sent only by WeChat: an SMS is visible on a locked phone, and allows six characters per
 * value.
 */
const sms: Readonly<Record<TextParameter, (source: TextSource, facts: TextFacts) => string>> = {
  icpNo: ({ numbers }) => numbers?.organizer ?? '',
  reason: ({ flagged }) => (flagged.length > 0 ? `${flagged.length}处需修改` : '内容需修改'),
  resource: (_, { resource = '' }) => RESOURCES[resource] ?? '资源',
  date: (_, { date = '' }) => String(date),
  stopCode: (_, { stopCode = '' }) => String(stopCode),
};

const weChat: typeof sms = {
  ...sms,
  reason: (source, facts) => {
    const [first, ...others] = source.flagged;
    if (!first) return sms.reason(source, facts);
    const more = others.length > 0 ? `等${source.flagged.length}处` : '';
    return cut(first.reason, WECHAT_VALUE_LENGTH - more.length) + more;
  },
};

/** Values of the variables of an SMS template, in order. */
export const smsParameters = (notification: Notification, source: TextSource, facts: TextFacts): readonly string[] =>
  parametersOf(notification).map((parameter) => sms[parameter](source, facts));

/** The text of a mail: that of the SMS. The words of a reviewer stay where the person is signed in. */
export const mailText = (notification: Notification, source: TextSource, facts: TextFacts): string =>
  notificationEntry(notification).text.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    sms[name as TextParameter](source, facts),
  );

/** The two texts of a subscribe message: what happened and what comes next. */
export function subscribeTexts(
  notification: Notification,
  source: TextSource,
  facts: TextFacts,
): { readonly what: string; readonly next: string } {
  const { wechat } = notificationEntry(notification);
  const fill = (text = '') =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => weChat[name as TextParameter](source, facts));
  return { what: fill(wechat?.what), next: fill(wechat?.next) };
}

/** Shortens a text to `maxLength` characters, the last of them `…`. */
export function cut(text: string, maxLength: number): string {
  const characters = [...text.replaceAll(/\s+/gu, ' ').trim()];
  return characters.length <= maxLength ? characters.join('') : `${characters.slice(0, maxLength - 1).join('')}…`;
}
