import type { Filing } from '../filing/filing.ts';
import { FILING_TYPES } from '../filing/filing-types.ts';
import { shortName } from '../filing/view-names.ts';
import {
  type Notification,
  notificationEntry,
  parametersOf,
  type Recipient,
  type TextParameter,
  textFor,
  websitesFor,
} from './notifications.ts';

/** The values for a text: those of the filing or record when the message is sent. */
export interface TextSource extends Pick<Filing, 'flagged' | 'numbers'> {
  /** The domains that it is about, or what else names it. */
  readonly names: readonly string[];
  /** Follows its name where that alone does not say what is asked. */
  readonly suffix?: string | undefined;
  /** What follows `#` in the address of its page. */
  readonly address: string;
}

/** Codes in the message, such as `{resource: 'domain'}`. */
export type TextFacts = Readonly<Record<string, string | number>>;

/**
 * Maximum length of a WeChat keyword `thing`, in characters. Source: WeChat developer documentation,
 * subscribeMessage.send.
 */
export const WECHAT_VALUE_LENGTH = 20;

/** Room for a website, and for what was flagged, in an SMS of one part. */
const SMS_LENGTH = { website: 14, reason: 9 } as const;

const RESOURCES: Readonly<Record<string, string>> = {
  domain: '域名',
  server: '云服务器',
  certificate: '负责人证件',
};

/** The first of several, and how many there are: `网站名称等3处`. */
function firstOf(names: readonly string[], unit: string, maxLength: number, suffix = ''): string {
  const more = (names.length > 1 ? `等${names.length}${unit}` : '') + suffix;
  return cut(names[0] ?? '', maxLength - more.length) + more;
}

/** What a message is about: its websites, `yunfan-keji.cn等2个`, or what else it is named by. */
export const subjectOf = (
  { names, suffix }: Pick<TextSource, 'names' | 'suffix'>,
  maxLength = WECHAT_VALUE_LENGTH,
): string => firstOf(names, '个', maxLength, suffix);

/**
 * What names a filing: its websites, or the organizer that ends, by its name if that is no person's, else by its number; WeChat takes
 * no empty value. A site owner reads of their own websites. Whoever types the authority's code reads that it cancels something.
 */
export function namesOf(
  { filingType, state, contents, numbers }: Pick<Filing, 'filingType' | 'state' | 'contents' | 'numbers'>,
  recipient: Recipient = 'account',
): Pick<TextSource, 'names' | 'suffix'> {
  const { eligibility, organizer } = contents;
  const websites = websitesFor(recipient, contents);
  const isOfOrganizer = filingType === 'cancel-organizer' || websites.length === 0;
  const company = eligibility.organizerKind === 'individual' ? undefined : organizer?.name;
  const names = isOfOrganizer ? [company ?? numbers?.organizer ?? '备案'] : websites.map(({ domain }) => domain);
  const { approval } = FILING_TYPES[filingType];
  const asksToCancel = state === 'sms-verification' && (approval === 'ends-websites' || approval === 'ends-record');
  return { names, ...(asksToCancel && { suffix: '注销' }) };
}

type Values = Readonly<Record<TextParameter, (source: TextSource, facts: TextFacts) => string>>;

/** An SMS is visible on a locked phone: the words of a reviewer stay where the person is signed in, it names the fields. */
const sms: Values = {
  website: (source) => subjectOf(source, SMS_LENGTH.website),
  address: ({ address }) => address,
  icpNo: ({ numbers }) => numbers?.organizer ?? '',
  reason: ({ flagged }) =>
    flagged.length > 0
      ? firstOf(
          flagged.map(({ field }) => shortName(field)),
          '处',
          SMS_LENGTH.reason,
        )
      : '内容',
  resource: (_, { resource = '' }) => RESOURCES[resource] ?? '资源',
  date: (_, { date = '' }) => String(date),
  stopCode: (_, { stopCode = '' }) => String(stopCode),
};

const weChat: Values = {
  ...sms,
  reason: ({ flagged }) =>
    flagged.length > 0
      ? firstOf(
          flagged.map(({ reason }) => reason),
          '处',
          WECHAT_VALUE_LENGTH,
        )
      : '内容需修改',
};

const fill = (values: Values, text: string, source: TextSource, facts: TextFacts): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name as TextParameter](source, facts));

/** Values of the variables of an SMS template, in order. */
export const smsParameters = (text: string, source: TextSource, facts: TextFacts): readonly string[] =>
  parametersOf(text).map((parameter) => sms[parameter](source, facts));

/**
 * A text as an operator registers it with the SMS vendor, whose variables are `{1}`, `{2}` …: a link is of a domain that was
 * registered, so only what follows it is a variable.
 *
 * @param page the web page's address without `https://`, such as `ba.example.com`.
 */
export function templateText(text: string, page: string): string {
  let variable = 0;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => `${name === 'address' ? `${page}/#` : ''}{${++variable}}`);
}

/** The text of a mail: that of the SMS to the filer. @param pageUrl the web page's address */
export const mailText = (
  notification: Notification,
  source: TextSource,
  facts: TextFacts,
  pageUrl: string | undefined,
): string =>
  fill(
    { ...sms, website: (from) => subjectOf(from, Infinity), address: ({ address }) => `${pageUrl ?? ''}/#${address}` },
    textFor(notification, 'filer') ?? '',
    source,
    facts,
  );

/** The two texts of a subscribe message: what happened and what comes next. */
export function subscribeTexts(
  notification: Notification,
  source: TextSource,
  facts: TextFacts,
): { readonly what: string; readonly next: string } {
  const { wechat } = notificationEntry(notification);
  return {
    what: fill(weChat, wechat?.what ?? '', source, facts),
    next: fill(weChat, wechat?.next ?? '', source, facts),
  };
}

/** Shortens a text to `maxLength` characters, the last of them `…`. */
export function cut(text: string, maxLength: number): string {
  const characters = [...text.replaceAll(/\s+/gu, ' ').trim()];
  return characters.length <= maxLength ? characters.join('') : `${characters.slice(0, maxLength - 1).join('')}…`;
}
