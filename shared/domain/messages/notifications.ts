import { ENDING_TYPES } from '../../../contracts/data/endings.ts';
import { amendmentsOf } from '../filing/amended-contents.ts';
import { differences } from '../filing/difference.ts';
import { isEnding } from '../filing/ending-types.ts';
import type { Filing, FilingContents, Person } from '../filing/filing.ts';
import { siteOwnerOf } from '../filing/filing.ts';
import { FILING_TYPE_NAMES, FILING_TYPES, type FilingType, opensWebsites } from '../filing/filing-types.ts';
import type { FilingEvent, FilingState } from '../filing/machine.ts';
import type { FiledRecord } from '../record/record.ts';
import type { OutboxMessage } from './outbox-message.ts';

/** The recipients of a notification. The account receives it by WeChat, and by SMS at its own number and the principal's. */
export type Audience = 'account' | 'site-owner';

/**
 * The kinds of subscribe-message templates that an operator registers. Three, because WeChat allows three in one
 * request for permission. Source: WeChat developer documentation, wx.requestSubscribeMessage.
 */
export type TemplateKind = 'progress' | 'action' | 'result';

/** A placeholder in a text: `{icpNo}`, `{reason}`, `{resource}`, `{date}`, `{stopCode}`. */
export type TextParameter = 'icpNo' | 'reason' | 'resource' | 'date' | 'stopCode';

export interface NotificationEntry {
  readonly audience: readonly Audience[];
  /** The whole sentence of the approved SMS template, with `{parameters}`. */
  readonly text: string;
  /** Whether it is sent by SMS. */
  readonly sms: boolean;
  /** By SMS only to the account's own number: it concerns nobody else who is in the forms. */
  readonly onlyOwnNumber?: true;
  /**
   * The subscribe message to the account: what happened and what comes next, each at most 20 characters with its
   * values.
   */
  readonly wechat?: { readonly template: TemplateKind; readonly what: string; readonly next: string };
  /** For a reminder to act: it is not sent once the filing has left these states or has been submitted again. */
  readonly onlyIn?: readonly FilingState[];
  /** The types of filing that it says something true of; all of them if left out. */
  readonly onlyFor?: readonly FilingType[];
}

const BOTH = ['account', 'site-owner'] as const;
/** What ends something opens no website, has nothing to mend, and waits for no domain. */
const NO_ENDING: readonly FilingType[] = FILING_TYPE_NAMES.filter((type) => !isEnding(type));
const WAITING: readonly FilingState[] = ['submitted', 'queued', 'sms-verification', 'authority-review'];

/**
 * All notifications with their channels. In-app messages of the providers' consoles are subscribe messages here, and
 * entries of the filing's timeline.
 *
 * Source: texts and occasions of the providers' filing consoles, 2019-12 to 2026-05; the reminders before a deadline,
 * `declined`, `revoked` and `webhook-disabled` are our own.
 */
export const NOTIFICATIONS = {
  submitted: {
    audience: BOTH,
    text: '备案申请已提交，预计1个工作日内完成初审，请保持电话畅通。',
    sms: false,
    wechat: { template: 'progress', what: '备案申请已提交', next: '预计1个工作日内完成初审' },
  },
  returned: {
    audience: BOTH,
    text: '你的备案申请未通过初审，请登录查看修改建议，并在45天内重新提交。',
    sms: true,
    wechat: { template: 'action', what: '备案申请未通过初审', next: '请按修改建议在45天内重新提交' },
  },
  accepted: {
    audience: BOTH,
    text: '你的备案申请已通过初审，即将提交管局审核。',
    sms: false,
    wechat: { template: 'progress', what: '备案申请已通过初审', next: '即将提交管局审核' },
  },
  'accepted-amended': {
    audience: BOTH,
    text: '你的备案申请已通过初审，审核人员更正了其中的内容，请登录查看。',
    // Somebody else has changed what they wrote: they hear of it without WeChat, too.
    sms: true,
    wechat: { template: 'progress', what: '备案申请已通过初审', next: '审核人员更正了内容，请查看' },
  },
  'sms-verification': {
    audience: BOTH,
    text: '请在24小时内使用工信部短信验证码完成核验（约5分钟内发送，次日12点重发）。',
    // The first notice, too: whoever reads no message in WeChat has one day.
    sms: true,
    wechat: { template: 'action', what: '请完成工信部短信核验', next: '请在24小时内用收到的验证码核验' },
  },
  'sms-unconfirmed': {
    audience: BOTH,
    text: '距离短信核验截止还有6小时，请尽快完成。',
    sms: true,
    wechat: { template: 'action', what: '短信核验还剩6小时', next: '请尽快完成核验' },
    onlyIn: ['sms-verification'],
  },
  'sms-failed': {
    audience: BOTH,
    text: '短信核验未完成，备案申请已退回。',
    sms: true,
    wechat: { template: 'action', what: '短信核验未完成', next: '备案申请已退回，请重新提交' },
  },
  approved: {
    audience: BOTH,
    text: '备案已通过，备案号：{icpNo}。',
    sms: true,
    wechat: { template: 'result', what: '备案已通过', next: '{icpNo}' },
  },
  'authority-returned': {
    audience: BOTH,
    text: '备案申请被管局退回，原因：{reason}。请修改后重新提交。',
    sms: true,
    wechat: { template: 'action', what: '备案申请被管局退回', next: '{reason}' },
  },
  declined: {
    audience: BOTH,
    text: '你提交的申请不予受理，请登录查看原因和可以怎么办。',
    sms: true,
    wechat: { template: 'result', what: '你提交的申请不予受理', next: '请查看原因和可以怎么办' },
  },
  revoked: {
    audience: BOTH,
    text: '你的备案已被注销，请登录查看详情。',
    sms: true,
    wechat: { template: 'result', what: '备案已被注销', next: '请打开小程序查看详情' },
  },
  'call-missed': {
    audience: ['site-owner'],
    text: '审核人员未能与你取得联系，将于1小时左右再次致电，请保持电话畅通。',
    sms: true,
  },
  'draft-expiring': {
    audience: ['account'],
    text: '你的备案草稿将于5天后过期，请尽快提交。',
    sms: true,
    onlyOwnNumber: true,
    wechat: { template: 'action', what: '备案草稿将于5天后过期', next: '请尽快提交备案申请' },
    onlyIn: ['draft'],
  },
  'correction-expiring': {
    audience: ['account'],
    text: '你的备案申请将于5天后转为草稿，请尽快修改提交。',
    sms: true,
    wechat: { template: 'action', what: '备案申请将于5天后转为草稿', next: '请尽快修改并重新提交' },
    onlyIn: ['returned', 'authority-returned'],
    onlyFor: NO_ENDING,
  },
  'resource-expiring': {
    audience: ['account'],
    text: '备案关联的{resource}即将到期，请续费以免影响审核。',
    sms: true,
    wechat: { template: 'action', what: '备案关联的{resource}即将到期', next: '请续费以免影响审核' },
    onlyIn: WAITING,
    onlyFor: NO_ENDING,
  },
  'public-security': {
    audience: ['account'],
    text: '请在网站开通后30日内办理公安备案。',
    sms: false,
    wechat: { template: 'action', what: '请办理公安备案', next: '请在网站开通后30日内办理' },
    onlyIn: ['approved'],
    onlyFor: FILING_TYPE_NAMES.filter(opensWebsites),
  },
  'change-approved': {
    audience: BOTH,
    text: '你的变更备案已通过，备案信息已更新，备案号不变。',
    sms: true,
    wechat: { template: 'result', what: '变更备案已通过', next: '备案信息已更新' },
  },
  'ending-handed-in': {
    audience: ['account'],
    text: '你的申请已提交管局，请留意后续通知。',
    sms: false,
    wechat: { template: 'progress', what: '申请已提交管局', next: '请留意短信核验和审核结果' },
  },
  'ending-returned': {
    audience: ['account'],
    text: '你的注销或取消接入申请未通过，备案信息未变，请登录查看原因，放弃后可以重新申请。',
    sms: true,
    wechat: { template: 'action', what: '注销或取消接入申请未通过', next: '备案信息未变，请查看原因' },
  },
  'ending-lapsed': {
    audience: ['account'],
    text: '未完成短信核验，注销申请已失效，备案信息未变。',
    sms: true,
    wechat: { template: 'result', what: '未完成短信核验，注销申请已失效', next: '备案信息未变，可以重新申请' },
  },
  'ending-done': {
    audience: BOTH,
    text: '你申请的注销或取消接入已办结，备案号：{icpNo}，请登录查看详情。',
    sms: true,
    wechat: { template: 'result', what: '注销或取消接入已办结', next: '请打开小程序查看详情' },
  },
  'record-cancelled': {
    audience: ['account'],
    text: '你的备案已被管局注销，请登录查看原因和后续办理方式。',
    sms: true,
    wechat: { template: 'result', what: '备案已被管局注销', next: '请查看原因和后续办理方式' },
  },
  'website-filed-anew': {
    audience: ['account'],
    text: '你的网站的域名已由别的账号或主体重新备案，原来的备案号不再有效。如果不是你办理的，请联系接入商。',
    sms: false,
    wechat: { template: 'result', what: '域名已用新的备案号重新备案', next: '不是你办理的，请联系接入商' },
  },
  'filing-stopped': {
    audience: ['account'],
    text: '你的备案已注销或不再接入，正在办理的备案订单已终止。',
    // Why the record has ended they hear of by SMS already.
    sms: false,
    wechat: { template: 'result', what: '正在办理的备案订单已终止', next: '备案已注销或不再接入，请查看原因' },
  },
  'access-ended': {
    audience: ['account'],
    text: '你的网站已取消接入，备案号可能被管局注销，请登录查看详情。',
    sms: true,
    wechat: { template: 'action', what: '网站已取消接入', next: '请办理接入备案，避免备案号被注销' },
  },
  'record-notice': {
    audience: ['account'],
    text: '你的备案有新的整改通知，请登录查看并处理。',
    sms: true,
    wechat: { template: 'action', what: '备案有新的整改通知', next: '请查看并处理' },
  },
  'record-inspection': {
    audience: ['account'],
    text: '你的备案需要整改，请在{date}前完成，可申请延期一次。',
    sms: true,
    wechat: { template: 'action', what: '备案需要整改', next: '请在{date}前完成整改' },
  },
  'record-notice-due': {
    audience: ['account'],
    text: '你的备案整改将于{date}到期，请尽快完成并提交复核。',
    sms: true,
    wechat: { template: 'action', what: '备案整改即将到期', next: '请在{date}前完成并提交复核' },
  },
  'filed-expiring': {
    audience: ['account'],
    text: '备案的{resource}将于{date}到期，请在到期前更新，信息有变化的请办理变更备案。',
    sms: true,
    wechat: { template: 'action', what: '备案的{resource}即将到期', next: '请在{date}前更新' },
  },
  'website-amiss': {
    audience: ['account'],
    text: '你的备案网站打不开或没有标明备案号，请登录查看并处理。',
    sms: false,
    wechat: { template: 'action', what: '网站打不开或没有标明备案号', next: '请在我的备案查看并处理' },
  },
  'transfer-waiting': {
    audience: ['account'],
    text: '你的备案将于24小时后转到另一个账号。如果不是你同意的，请打开备案网页的“停止转移”，填写{stopCode}。',
    sms: true,
    wechat: { template: 'action', what: '你的备案将转到另一个账号', next: '24小时后生效，可在我的备案停止' },
  },
  'transfer-stopped': {
    audience: ['account'],
    text: '备案转移已停止，备案仍在原来的账号。',
    sms: true,
    wechat: { template: 'result', what: '备案转移已停止', next: '备案仍在原来的账号' },
  },
  'transfer-moved': {
    audience: ['account'],
    text: '你的备案已转到另一个账号，原来的账号不能再管理。',
    sms: true,
    wechat: { template: 'result', what: '备案已转到另一个账号', next: '请在新账号的我的备案查看' },
  },
  'webhook-disabled': {
    audience: ['account'],
    text: '接口推送地址连续5天接收失败，已停用，请检查后重新启用。',
    sms: false,
    wechat: { template: 'action', what: '接口推送地址已停用', next: '连续5天接收失败，请检查后启用' },
  },
} as const satisfies Readonly<Record<string, NotificationEntry>>;

export type Notification = keyof typeof NOTIFICATIONS;

/** The entry of a notification, with its optional properties. */
export const notificationEntry = (notification: Notification): NotificationEntry => NOTIFICATIONS[notification];

/** The parameters in a notification's text, in the order of the SMS template's variables. */
export const parametersOf = (notification: Notification): readonly TextParameter[] =>
  [...notificationEntry(notification).text.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter as TextParameter);

/** The notification of each transition. `applyChange` adds it to the messages of a change. */
const AFTER_EVENT: Readonly<Partial<Record<FilingEvent, Notification>>> = {
  submit: 'submitted',
  'miss-call': 'call-missed',
  accept: 'accepted',
  return: 'returned',
  'send-sms': 'sms-verification',
  'fail-sms': 'sms-failed',
  approve: 'approved',
  'authority-return': 'authority-returned',
  decline: 'declined',
  revoke: 'revoked',
  stop: 'filing-stopped',
};

/** The same for filings that end something, where they differ. Nothing is said of a hand-in that goes on at once. */
const { submit: _, ...OTHERS_AFTER } = AFTER_EVENT;
const AFTER_EVENT_OF_ENDING: typeof AFTER_EVENT = {
  ...OTHERS_AFTER,
  accept: 'ending-handed-in',
  return: 'ending-returned',
  'fail-sms': 'ending-returned',
  'authority-return': 'ending-returned',
  lapse: 'ending-lapsed',
  approve: 'ending-done',
};

/** A change brings no number. */
const AFTER_EVENT_OF_CHANGE: typeof AFTER_EVENT = { ...AFTER_EVENT, approve: 'change-approved' };

const AFTER_EVENT_OF: Partial<Readonly<Record<FilingType, typeof AFTER_EVENT>>> = {
  change: AFTER_EVENT_OF_CHANGE,
  ...Object.fromEntries(ENDING_TYPES.map((type) => [type, AFTER_EVENT_OF_ENDING])),
};

/** An outbox message to one person by one channel: ids and codes. Address and text are added when it is sent. */
export interface ReminderMessage extends OutboxMessage {
  readonly topic: 'reminder';
}

/**
 * The recipient of a reminder: `account` by WeChat, `phone` by SMS at the account's own number, `mailbox` of the principal by
 * mail, a person of the filing by SMS.
 */
export type Recipient = 'account' | 'phone' | 'mailbox' | 'principal' | `site-owner:${string}`;

type Notified = Pick<Filing, 'id' | 'filingType' | 'round' | 'version' | 'contents'>;

/**
 * The outbox messages of a notification: one to the account, and one SMS for each phone number of its people, so that a failing
 * channel does not delay the others. Pass them to `Change.send` or `Outbox.add` in the transaction that causes them.
 *
 * @param occasion deduplicates, in letters, digits and `-`: the same notification, filing and occasion are sent once,
 * however often they are enqueued. E.g. the round for a notification once per round, the version for one after each
 * change, `day-25` …
 * @param facts codes for the text's parameters: for `resource-expiring` `{resource: 'domain' | 'server'}`.
 */
export function remindersOf(
  notification: Notification,
  filing: Notified,
  occasion: string,
  facts: Readonly<Record<string, string>> = {},
): readonly ReminderMessage[] {
  const accounts: readonly Recipient[] = notificationEntry(notification).wechat ? ['account'] : [];
  return [...accounts, ...smsRecipients(notification, filing)].map((recipient) => ({
    topic: 'reminder',
    key: `reminder/${notification}/${filing.id}/${occasion}/${recipient}`,
    payload: { ...facts, notification, filingId: filing.id, round: filing.round, recipient },
  }));
}

/** Whom the authority's SMS verification asks: a notice of it is for nobody else. Undefined for other notices. */
function confirmers(
  notification: Notification,
  { filingType, contents }: Pick<Notified, 'filingType' | 'contents'>,
): readonly Audience[] | undefined {
  if (notification !== 'sms-verification' && notification !== 'sms-unconfirmed') return undefined;
  const { sms } = FILING_TYPES[filingType];
  if (sms === 'none') return [];
  if (sms === 'principal') return ['account'];
  if (sms !== 'of-the-difference') return sms === 'site-owner' ? ['site-owner'] : BOTH;
  const ofWebsites = differences(contents).filter(({ path }) => path.startsWith('websites'));
  const all = differences(contents);
  return BOTH.filter((who) => (who === 'account' ? all.length > ofWebsites.length : ofWebsites.length > 0));
}

/** A record as its notifications need it. */
type NotifiedRecord = Pick<FiledRecord, 'id' | 'contents'>;

/**
 * The outbox messages of a notification about a record: to its account, and by SMS to its principal.
 *
 * @param facts codes for the text's parameters, and the notice it is about.
 */
export function recordReminders(
  notification: Notification,
  { id: recordId, contents }: NotifiedRecord,
  occasion: string,
  facts: Readonly<Record<string, string | number>> = {},
): readonly ReminderMessage[] {
  const { sms, wechat } = notificationEntry(notification);
  const accounts: readonly Recipient[] = wechat ? ['account'] : [];
  const phones: readonly Recipient[] = sms && contents.principal?.mobile ? ['principal'] : [];
  return [...accounts, ...phones].map((recipient) => ({
    topic: 'reminder',
    key: `reminder/${notification}/record-${recordId}/${occasion}/${recipient}`,
    payload: { ...facts, notification, recordId, recipient },
  }));
}

/** The outbox message of a notification that does not concern a filing. */
export const accountReminder = (notification: Notification, accountId: string, occasion: string): ReminderMessage => ({
  topic: 'reminder',
  key: `reminder/${notification}/${occasion}/account`,
  payload: { notification, accountId, recipient: 'account' },
});

/** What goes by another channel beside a message to the account, under a key of its own: one, however often it is written. */
export const beside = (
  { key, payload }: Pick<ReminderMessage, 'key' | 'payload'>,
  recipient: 'mailbox' | 'phone',
): ReminderMessage => ({
  topic: 'reminder',
  key: key.replace(/account$/, recipient),
  payload: { ...payload, recipient },
});

/** The outbox messages after `event` has led to this version of a filing. */
export function remindersAfter(event: FilingEvent, filing: Notified): readonly ReminderMessage[] {
  const isAmended = event === 'accept' && amendmentsOf(filing.contents, filing.round).length > 0;
  const notification = isAmended ? 'accepted-amended' : (AFTER_EVENT_OF[filing.filingType] ?? AFTER_EVENT)[event];
  return notification ? remindersOf(notification, filing, `v${filing.version}`) : [];
}

/**
 * The people of a filing who receive a notification by SMS, each number once: a principal who is also the site owner receives
 * one. Without people without a number.
 */
export function smsRecipients(
  notification: Notification,
  filing: Pick<Notified, 'filingType' | 'contents'>,
): readonly Recipient[] {
  const entry = notificationEntry(notification);
  if (!entry.sms || entry.onlyOwnNumber) return [];
  const { contents } = filing;
  const audience = confirmers(notification, filing) ?? entry.audience;
  const siteOwners = contents.websites.map(({ id }) => `site-owner:${id}` as const);
  const wanted: readonly Recipient[] = [
    ...(audience.includes('account') ? (['principal'] as const) : []),
    ...(audience.includes('site-owner') ? siteOwners : []),
  ];
  const byMobile = new Map<string, Recipient>();
  for (const recipient of wanted) {
    const mobile = personOf(recipient, contents)?.mobile;
    if (mobile && !byMobile.has(mobile)) byMobile.set(mobile, recipient);
  }
  return [...byMobile.values()];
}

/** The person who receives an SMS; undefined if they have been removed from the filing. */
export function personOf(recipient: Recipient, contents: FilingContents): Person | undefined {
  if (recipient === 'principal') return contents.principal;
  const website = contents.websites.find(({ id }) => recipient === `site-owner:${id}`);
  return website && siteOwnerOf(contents, website);
}

/** Whether a notification says something true of filings of a type. */
export const isFor = (notification: Notification, filingType: FilingType): boolean =>
  notificationEntry(notification).onlyFor?.includes(filingType) ?? true;

/** Whether a notification is still true for a filing. Only reminders to act can become outdated. */
export function isStillTrue(
  notification: Notification,
  round: number,
  filing: Pick<Filing, 'state' | 'round'>,
): boolean {
  const { onlyIn } = notificationEntry(notification);
  return onlyIn === undefined || (onlyIn.includes(filing.state) && filing.round === round);
}
