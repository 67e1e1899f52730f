import { ENDING_TYPES } from '../../../contracts/data/endings.ts';
import { amendmentsOf } from '../filing/amended-contents.ts';
import { differences } from '../filing/difference.ts';
import { isEnding } from '../filing/ending-types.ts';
import type { Filing, FilingContents, Person } from '../filing/filing.ts';
import { siteOwnerOf } from '../filing/filing.ts';
import { FILING_TYPE_NAMES, FILING_TYPES, type FilingType, opensWebsites } from '../filing/filing-types.ts';
import type { FilingEvent, FilingState } from '../filing/machine.ts';
import type { FiledRecord } from '../record/record.ts';
import { ASKED } from './asked.ts';
import type { OutboxMessage } from './outbox-message.ts';

/**
 * The kinds of subscribe-message templates that an operator registers. Three, because WeChat allows three in one
 * request for permission. Source: WeChat developer documentation, wx.requestSubscribeMessage.
 */
export type TemplateKind = 'progress' | 'action' | 'result';

/** A placeholder in a text: `{website}`, `{address}`, `{reason}`, `{date}`, `{icpNo}`, `{resource}`, `{stopCode}`. */
export type TextParameter = 'website' | 'address' | 'reason' | 'date' | 'icpNo' | 'resource' | 'stopCode';

/**
 * What is said of one occasion, to each whom it concerns. Each text names the website, and where to go: the filer's page by
 * `{address}`, and for people without an account what they can open without one.
 */
export interface NotificationEntry {
  /** To whoever files, by SMS at the account's own number and by mail. */
  readonly text?: string;
  /** Whether that goes by SMS too. */
  readonly sms?: true;
  /** By SMS to the principal, who need not have an account. */
  readonly toPrincipal?: string;
  /** By SMS to the site owners, who need not have one either. */
  readonly toSiteOwner?: string;
  /** Those two are asked to do something themselves: whoever files and is one of them gets that text. */
  readonly asksPeople?: true;
  /** By WeChat and SMS to the account whatever it has chosen: whoever has a stolen session could have chosen. */
  readonly alwaysToAccount?: true;
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

/** What ends something opens no website, has nothing to mend, and waits for no domain. */
const NO_ENDING: readonly FilingType[] = FILING_TYPE_NAMES.filter((type) => !isEnding(type));
const WAITING: readonly FilingState[] = ['submitted', 'queued', 'sms-verification', 'authority-review'];

/**
 * All notifications with their channels. In-app messages of the providers' consoles are subscribe messages here, and
 * entries of the filing's timeline. The signature of an SMS and the sender of a mail name the operator.
 *
 * Source: occasions of the providers' filing consoles, 2019-12 to 2026-05; the texts, the reminders before a deadline,
 * `declined`, `revoked`, `new-device` and those about webhooks are our own.
 */
export const NOTIFICATIONS = {
  submitted: {
    text: '{website}的备案已提交，预计1个工作日内完成初审，请接听审核电话，进度见 {address}',
    wechat: { template: 'progress', what: '备案申请已提交', next: '预计1个工作日内完成初审' },
  },
  returned: {
    text: '{website}初审退回，改{reason}，{date}前交回 {address}',
    sms: true,
    toPrincipal: '{website}备案初审退回，请让办理人{date}前改好 {address}',
    wechat: { template: 'action', what: '初审退回，请{date}前交回', next: '{reason}' },
  },
  accepted: {
    text: '{website}的备案已通过初审，即将提交管局审核，进度见 {address}',
    wechat: { template: 'progress', what: '备案申请已通过初审', next: '即将提交管局审核' },
  },
  'accepted-amended': {
    // Somebody else has changed what they wrote: they hear of it without WeChat, too.
    text: '{website}初审通过，审核人员更正了内容，请核对 {address}',
    sms: true,
    toPrincipal: '{website}初审通过，审核人员更正了内容，请与办理人核对 {address}',
    wechat: { template: 'progress', what: '备案申请已通过初审', next: '审核人员更正了内容，请查看' },
  },
  'sms-verification': {
    // The first notice, too: whoever reads no message in WeChat has one day.
    text: '{website}：请提醒负责人{date}前到工信部网站填码 {address}',
    sms: true,
    toPrincipal: '{website}备案：请你{date}前到 beian.miit.gov.cn 填工信部发的验证码',
    toSiteOwner: '你负责的{website}：请{date}前到 beian.miit.gov.cn 填工信部发的验证码',
    asksPeople: true,
    wechat: { template: 'action', ...ASKED['sms-verification'] },
  },
  'sms-unconfirmed': {
    text: '{website}：{date}前没填完工信部码就退回，请提醒 {address}',
    sms: true,
    toPrincipal: '{website}备案：{date}前到 beian.miit.gov.cn 填工信部的验证码，过时退回',
    toSiteOwner: '你负责的{website}：{date}前到 beian.miit.gov.cn 填工信部验证码，过时退回',
    asksPeople: true,
    wechat: { template: 'action', what: '短信核验还剩6小时', next: '{date}前没填完就退回' },
    onlyIn: ['sms-verification'],
  },
  'sms-failed': {
    text: '{website}短信核验超时退回，填过的都在，{date}前再交 {address}',
    sms: true,
    toPrincipal: '{website}短信核验超时退回，再交后重发的验证码到 beian.miit.gov.cn 填',
    toSiteOwner: '你负责的{website}短信核验超时退回，重发的验证码到 beian.miit.gov.cn 填',
    wechat: { template: 'action', what: '短信核验未完成', next: '已退回，请{date}前再提交' },
  },
  approved: {
    text: '{website}备案通过。号挂首页底部，{date}前办公安备案 {address}',
    sms: true,
    toPrincipal: '{website}备案通过，备案号{icpNo}，可到 beian.miit.gov.cn 查',
    toSiteOwner: '你负责的{website}备案通过：{icpNo}，可到 beian.miit.gov.cn 查',
    wechat: { template: 'result', what: '备案已通过', next: '{icpNo}' },
  },
  'authority-returned': {
    text: '{website}被管局退回，改{reason}，{date}前交回 {address}',
    sms: true,
    toPrincipal: '{website}备案被管局退回，请让办理人{date}前改好 {address}',
    wechat: { template: 'action', what: '管局退回，请{date}前交回', next: '{reason}' },
  },
  declined: {
    text: '{website}的申请不予受理，原因和怎么办见 {address}',
    sms: true,
    toPrincipal: '{website}的申请不予受理，原因请与办理人看 {address}',
    wechat: { template: 'result', what: '你提交的申请不予受理', next: '请查看原因和可以怎么办' },
  },
  revoked: {
    text: '{website}的备案已被注销，原因和怎么办见 {address}',
    sms: true,
    toPrincipal: '{website}的备案已被注销，原因请与办理人看 {address}',
    toSiteOwner: '你负责的{website}备案已被注销，可到 beian.miit.gov.cn 查',
    wechat: { template: 'result', what: '备案已被注销', next: '请打开小程序查看详情' },
  },
  'call-missed': {
    toSiteOwner: '你负责的{website}：审核人员打你电话没通，约1小时后再打，请接听 {address}',
    asksPeople: true,
  },
  'draft-expiring': {
    text: '{website}的备案草稿{date}后删除，请在那之前提交 {address}',
    sms: true,
    wechat: { template: 'action', what: '备案草稿将于5天后过期', next: '请{date}前提交备案申请' },
    onlyIn: ['draft'],
  },
  'correction-expiring': {
    text: '{website}退回后没交，{date}后变草稿，再30天就删除 {address}',
    sms: true,
    wechat: { template: 'action', what: '退回的备案还有5天到期', next: '请{date}前修改并重新提交' },
    onlyIn: ['returned', 'authority-returned'],
    onlyFor: NO_ENDING,
  },
  'resource-expiring': {
    text: '{website}的{resource}即将到期，不续费会影响审核 {address}',
    sms: true,
    wechat: { template: 'action', what: '备案关联的{resource}即将到期', next: '请续费以免影响审核' },
    onlyIn: WAITING,
    onlyFor: NO_ENDING,
  },
  'public-security': {
    text: '{website}已备案，请{date}前办公安备案，怎么办见 {address}',
    sms: true,
    wechat: { template: 'action', what: '请办理公安备案', next: '请在网站开通后30日内办理' },
    onlyIn: ['approved'],
    onlyFor: FILING_TYPE_NAMES.filter(opensWebsites),
  },
  'change-approved': {
    text: '{website}的变更备案已通过，备案号不变 {address}',
    sms: true,
    toPrincipal: '{website}的变更备案已通过，备案号不变，可到 beian.miit.gov.cn 查',
    toSiteOwner: '你负责的{website}变更备案已通过，可到 beian.miit.gov.cn 查',
    wechat: { template: 'result', what: '变更备案已通过', next: '备案信息已更新' },
  },
  'ending-handed-in': {
    text: '{website}的注销或取消接入申请已提交管局，进度见 {address}',
    wechat: { template: 'progress', what: '申请已提交管局', next: '请留意短信核验和审核结果' },
  },
  'ending-returned': {
    text: '{website}注销或取消接入没通过，备案没变，原因见 {address}',
    sms: true,
    toPrincipal: '{website}注销或取消接入没通过，备案没变，详情问办理人 {address}',
    wechat: { template: 'action', what: '注销或取消接入申请未通过', next: '备案信息未变，请查看原因' },
  },
  'ending-lapsed': {
    text: '{website}没完成短信核验，注销申请失效，备案没变 {address}',
    sms: true,
    toPrincipal: '{website}没完成短信核验，注销申请失效，备案没变 {address}',
    wechat: { template: 'result', what: '未完成短信核验，注销申请已失效', next: '备案信息未变，可以重新申请' },
  },
  'ending-done': {
    text: '{website}的注销或取消接入已办结，详情见 {address}',
    sms: true,
    toPrincipal: '{website}的注销或取消接入已办结，可到 beian.miit.gov.cn 查',
    toSiteOwner: '你负责的{website}注销或取消接入已办结，可到 beian.miit.gov.cn 查',
    wechat: { template: 'result', what: '注销或取消接入已办结', next: '请打开小程序查看详情' },
  },
  'record-cancelled': {
    text: '{website}的备案已被管局注销，原因和怎么办见 {address}',
    sms: true,
    toPrincipal: '{website}的备案已被管局注销，原因请与办理人看 {address}',
    wechat: { template: 'result', what: '备案已被管局注销', next: '请查看原因和后续办理方式' },
  },
  'website-filed-anew': {
    text: '{website}被别人重新备案，原备案号失效，怎么办见 {address}',
    sms: true,
    wechat: { template: 'result', what: '域名已用新的备案号重新备案', next: '不是你办理的，请联系接入商' },
  },
  'filing-stopped': {
    // Why the record has ended they hear of by SMS already.
    text: '{website}已注销或不再接入，正在办理的备案订单已终止，原因见 {address}',
    wechat: { template: 'result', what: '正在办理的备案订单已终止', next: '备案已注销或不再接入，请查看原因' },
  },
  'access-ended': {
    text: '{website}不再接入本平台，不办接入备案会被注销，见 {address}',
    sms: true,
    toPrincipal: '{website}不再接入原平台，不办接入备案会被注销，请问办理人 {address}',
    wechat: { template: 'action', ...ASKED['access-ended'] },
  },
  'record-notice': {
    text: '{website}的备案有新的整改通知，请处理 {address}',
    sms: true,
    toPrincipal: '{website}的备案有新的整改通知，请让办理人处理 {address}',
    wechat: { template: 'action', ...ASKED['record-notice'] },
  },
  'record-inspection': {
    text: '{website}的备案要整改，{date}前完成，可延期1次 {address}',
    sms: true,
    toPrincipal: '{website}的备案要整改，请让办理人{date}前完成 {address}',
    wechat: { template: 'action', ...ASKED['record-inspection'] },
  },
  'record-notice-due': {
    text: '{website}的整改{date}到期，改好请申请复核 {address}',
    sms: true,
    toPrincipal: '{website}的整改{date}到期，请让办理人申请复核 {address}',
    wechat: { template: 'action', what: '备案整改即将到期', next: '请在{date}前完成并提交复核' },
  },
  'record-notice-closed': {
    text: '{website}的整改已办结，不用再处理，有变化请办变更 {address}',
    sms: true,
    toPrincipal: '{website}的整改已办结，不用再让办理人处理 {address}',
    wechat: { template: 'result', what: '备案整改已办结', next: '不用再处理，信息有变请及时变更' },
  },
  'filed-expiring': {
    text: '{website}的{resource}{date}到期，请更新，有变化办变更 {address}',
    sms: true,
    toPrincipal: '{website}的{resource}{date}到期，请让办理人更新 {address}',
    wechat: { template: 'action', what: '备案的{resource}即将到期', next: '请在{date}前更新' },
  },
  'website-amiss': {
    text: '{website}打不开或没标备案号，不处理可能被注销 {address}',
    sms: true,
    wechat: { template: 'action', what: '网站打不开或没有标明备案号', next: '请在我的备案查看并处理' },
  },
  'transfer-waiting': {
    text: '{website}备案24小时后转到别的账号，不同意请停止 {address}',
    sms: true,
    toPrincipal: '{website}备案24小时后转给别的账号，不同意到 {address} 填{stopCode}',
    wechat: { template: 'action', ...ASKED['transfer-waiting'] },
  },
  'transfer-stopped': {
    text: '{website}的备案转移已停止，备案仍在原来的账号 {address}',
    sms: true,
    toPrincipal: '{website}的备案转移已停止，备案仍在原来的账号 {address}',
    wechat: { template: 'result', what: '备案转移已停止', next: '备案仍在原来的账号' },
  },
  'transfer-moved': {
    text: '{website}的备案已转到新账号，原账号不能再管理 {address}',
    sms: true,
    toPrincipal: '{website}的备案已转到新账号，原账号不能再管理 {address}',
    wechat: { template: 'result', what: '备案已转到另一个账号', next: '请在新账号的我的备案查看' },
  },
  'new-device': {
    text: '你的备案账号刚刚在新的设备上登录。不是你本人，就到 {address} 退出那个设备',
    sms: true,
    alwaysToAccount: true,
    wechat: { template: 'action', what: '账号在新的设备上登录', next: '不是你本人请在我的隐私退出该设备' },
  },
  'webhook-paused': {
    text: '接口推送地址接收失败已超过1小时，推送已暂停，恢复接收后自动续发，请检查接收服务，账号见 {address}',
    wechat: { template: 'action', what: '接口推送已暂停', next: '接收失败超过1小时，请检查接收服务' },
  },
  'webhook-disabled': {
    text: '接口推送地址连续5天接收失败，已停用，请检查后重新启用，账号见 {address}',
    wechat: { template: 'action', what: '接口推送地址已停用', next: '连续5天接收失败，请检查后启用' },
  },
} as const satisfies Readonly<Record<string, NotificationEntry>>;

export type Notification = keyof typeof NOTIFICATIONS;

/** The entry of a notification, with its optional properties. */
export const notificationEntry = (notification: Notification): NotificationEntry => NOTIFICATIONS[notification];

/** Whom a text is for. */
export type TextRole = 'filer' | 'principal' | 'site-owner';

/** The text of a notification for somebody; undefined: it is none of their business. */
export function textFor(notification: Notification, role: TextRole): string | undefined {
  const { text, toPrincipal, toSiteOwner } = notificationEntry(notification);
  return { filer: text, principal: toPrincipal, 'site-owner': toSiteOwner }[role];
}

/** The SMS templates that an operator registers for notifications: a name for each text. */
export type NotificationTemplate = Notification | `${Notification}-to-${'principal' | 'site-owner'}`;

export const templateFor = (notification: Notification, role: TextRole): NotificationTemplate =>
  role === 'filer' ? notification : `${notification}-to-${role}`;

/** All of them with their texts, in the order of the notifications. */
export const SMS_TEXTS: readonly (readonly [template: NotificationTemplate, text: string])[] = (
  Object.keys(NOTIFICATIONS) as Notification[]
).flatMap((name) =>
  (['filer', 'principal', 'site-owner'] as const).flatMap((role) => {
    const text = role === 'filer' && !notificationEntry(name).sms ? undefined : textFor(name, role);
    return text === undefined ? [] : [[templateFor(name, role), text] as const];
  }),
);

/** The parameters in a text, in the order of the SMS template's variables. */
export const parametersOf = (text: string): readonly TextParameter[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter as TextParameter);

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

/** Whose text a recipient reads. */
export function roleOf(recipient: string): TextRole {
  if (recipient === 'principal') return 'principal';
  return recipient.startsWith('site-owner:') ? 'site-owner' : 'filer';
}

type Notified = Pick<Filing, 'id' | 'filingType' | 'round' | 'version' | 'contents'>;

/**
 * The outbox messages of a notification: one to the account, and one SMS for each phone number of its people, so that a failing
 * channel does not delay the others. Pass them to `Change.send` or `Outbox.add` in the transaction that causes them.
 *
 * @param occasion deduplicates, in letters, digits and `-`: the same notification, filing and occasion are sent once,
 * however often they are enqueued. E.g. the round for a notification once per round, the version for one after each
 * change, `day-25` …
 * @param facts for the text's parameters: the deadline as `date` in words, for `resource-expiring` `{resource: 'domain' | 'server'}`.
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

const PEOPLE = ['principal', 'site-owner'] as const;

/** Whom the authority's SMS verification asks: a notice of it is for nobody else. Undefined for other notices. */
function confirmers(
  notification: Notification,
  { filingType, contents }: Pick<Notified, 'filingType' | 'contents'>,
): readonly TextRole[] | undefined {
  if (notification !== 'sms-verification' && notification !== 'sms-unconfirmed') return undefined;
  const { sms } = FILING_TYPES[filingType];
  if (sms === 'none') return [];
  if (sms !== 'of-the-difference') return sms === 'principal-and-site-owner' ? PEOPLE : [sms];
  const ofWebsites = differences(contents).filter(({ path }) => path.startsWith('websites'));
  const all = differences(contents);
  return PEOPLE.filter((who) => (who === 'principal' ? all.length > ofWebsites.length : ofWebsites.length > 0));
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
  const { toPrincipal, wechat } = notificationEntry(notification);
  const accounts: readonly Recipient[] = wechat ? ['account'] : [];
  const phones: readonly Recipient[] = toPrincipal && contents.principal?.mobile ? ['principal'] : [];
  return [...accounts, ...phones].map((recipient) => ({
    topic: 'reminder',
    key: `reminder/${notification}/record-${recordId}/${occasion}/${recipient}`,
    payload: { ...facts, notification, recordId: String(recordId), recipient },
  }));
}

/** The outbox message of a notification that does not concern a filing, once for each occasion. */
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
export function remindersAfter(
  event: FilingEvent,
  filing: Notified,
  facts: Readonly<Record<string, string>> = {},
): readonly ReminderMessage[] {
  const isAmended = event === 'accept' && amendmentsOf(filing.contents, filing.round).length > 0;
  const notification = isAmended ? 'accepted-amended' : (AFTER_EVENT_OF[filing.filingType] ?? AFTER_EVENT)[event];
  return notification ? remindersOf(notification, filing, `v${filing.version}`, facts) : [];
}

/**
 * The people of a filing who receive a notification by SMS, each number once: a principal who is also the site owner receives
 * one. Without people without a number.
 */
export function smsRecipients(
  notification: Notification,
  filing: Pick<Notified, 'filingType' | 'contents'>,
): readonly Recipient[] {
  const { contents } = filing;
  const asked = confirmers(notification, filing) ?? PEOPLE;
  const told = PEOPLE.filter((role) => asked.includes(role) && textFor(notification, role) !== undefined);
  const siteOwners = contents.websites.map(({ id }) => `site-owner:${id}` as const);
  const wanted: readonly Recipient[] = [
    ...(told.includes('principal') ? (['principal'] as const) : []),
    ...(told.includes('site-owner') ? siteOwners : []),
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

/** The websites that a recipient hears of: a site owner of those with their number, each of which they are told of at once. */
export function websitesFor(recipient: Recipient, contents: FilingContents): FilingContents['websites'] {
  const mobile = roleOf(recipient) === 'site-owner' ? personOf(recipient, contents)?.mobile : undefined;
  return contents.websites.filter((website) => !mobile || siteOwnerOf(contents, website)?.mobile === mobile);
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
