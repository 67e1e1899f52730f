import { CODE_MESSAGES } from '../../shared/domain/messages/code-messages.ts';
import {
  smsParameters,
  subjectOf,
  subscribeTexts,
  type TextSource,
  templateText,
} from '../../shared/domain/messages/notification-text.ts';
import {
  NOTIFICATIONS,
  type Notification,
  notificationEntry,
  parametersOf,
  SMS_TEXTS,
  type TextRole,
  textFor,
} from '../../shared/domain/messages/notifications.ts';
import { DEVICES_ADDRESS, FILINGS_ADDRESS, STOP_ADDRESS } from '../../shared/domain/messages/short-address.ts';
import { markdownTable } from './markdown-table.ts';

const KINDS = { progress: '进度提醒', action: '待办提醒', result: '结果通知' } as const;
const PAGE = 'ba.example.com';
const SIGN = '【样例备案】';

/** Values as they mostly are. */
const SAMPLE: TextSource = {
  names: ['yunfan-keji.cn'],
  address: '3f2a9c',
  numbers: { organizer: '粤ICP备2026000001号', websites: {} },
  flagged: ['name', 'remark', 'homeUrl'].map((field) => ({
    field: `websites.0.details.${field}`,
    reason: '网站名称与主办者无关',
    suggestion: '',
  })),
};
const DATES: Partial<Record<Notification, string>> = {
  'sms-verification': '12月1日18:20',
  'sms-unconfirmed': '12月1日18:20',
};

/** About a record, beside those whose name says so. */
const RECORDS: readonly string[] = ['website-filed-anew', 'access-ended', 'filed-expiring', 'website-amiss'];
/** About the account. */
const SUBJECTS: Partial<Record<Notification, string>> = {
  'new-device': '账号安全',
  'webhook-paused': '接口推送',
  'webhook-disabled': '接口推送',
};

/** Where a text leads, when it isn't the page of a filing. */
function addressIn(name: Notification, role: TextRole): string {
  if (name.startsWith('record-') || RECORDS.includes(name)) return 'r3f2a9c';
  if (name.startsWith('transfer-'))
    return role === 'principal' ? (name === 'transfer-waiting' ? STOP_ADDRESS : 'r3f2a9c') : FILINGS_ADDRESS;
  return SUBJECTS[name] ? DEVICES_ADDRESS : SAMPLE.address;
}

/** A notification as somebody reads it; undefined: they are not told. Mails have no signature, their sender names the operator. */
export function sampleOf(name: Notification, role: TextRole): string | undefined {
  const text = textFor(name, role);
  if (text === undefined) return undefined;
  const facts = { resource: 'server', date: DATES[name] ?? '12月31日', stopCode: '2XNC5T' };
  const values = smsParameters(text, { ...SAMPLE, address: addressIn(name, role) }, facts);
  const bySms = role !== 'filer' || notificationEntry(name).sms;
  return `${bySms ? SIGN : ''}${templateText(text, PAGE).replaceAll(/\{(\d+)\}/g, (_, number) => values[number - 1] ?? '')}`;
}

const READERS = { filer: '办理人', principal: '主体负责人', 'site-owner': '网站负责人' } as const;

/** A notification in one line, for those who get it. */
function sampleLine(name: Notification): string {
  const people = (Object.keys(READERS) as TextRole[]).flatMap((role) => {
    const text = sampleOf(name, role);
    if (text === undefined) return [];
    return [`${READERS[role]}「${text}」${text.startsWith(SIGN) ? `（${[...text].length}字）` : '（只发邮件）'}`];
  });
  const { what, next } = subscribeTexts(name, SAMPLE, { resource: 'server', date: DATES[name] ?? '12月31日' });
  const weChat = what ? [`微信「${SUBJECTS[name] ?? subjectOf(SAMPLE)}；${what}；${next}」`] : [];
  return `- \`${name}\`：${[...people, ...weChat].join('；')}`;
}

/** `docs/message-templates.md`: what an operator registers with SMS and WeChat, word for word, and how people read it. */
export function messageTemplatesPage(): string {
  const names = Object.keys(NOTIFICATIONS) as Notification[];
  const [codes, notices] = (
    [
      [Object.entries(CODE_MESSAGES), '验证码'],
      [SMS_TEXTS, '通知'],
    ] as const
  ).map(([texts, kind]) => texts.map(([name, text]) => `- \`${name}\`（${kind}）「${templateText(text, PAGE)}」`));
  const ofKind = (kind: string) =>
    names.flatMap((name) => {
      const { wechat } = notificationEntry(name);
      return wechat?.template === kind ? [wechat.what.replaceAll(/\{\w+\}/g, '…')] : [];
    });
  const kinds = Object.entries(KINDS).map(([kind, title]) => [`\`${kind}\``, title, ofKind(kind).join('、')]);
  const longest = Math.max(...SMS_TEXTS.map(([, text]) => parametersOf(text).length));
  return [
    '# 短信和微信的模板',
    '',
    '由 `npm run docs` 从 `shared/domain/messages/` 生成，请勿手工修改。模板都要审核，请提前申请。',
    '',
    '## 短信',
    '',
    '在短信控制台逐条申请，「」里的文字须逐字相同；审核通过后写进 `SMS_TEMPLATES`，例如 `sign-in-code=2400009,returned=2400001`。没有写的不发送。',
    '同一件事对办理人、主体负责人（`-to-principal`）和网站负责人（`-to-site-owner`）的话不同，各是一个模板。',
    '',
    `把 \`${PAGE}\` 换成 \`PAGE_URL\` 里的域名（须已备案，并在短信控制台报备），变量只在它后面；别的域名会被拒绝。\`npm run doctor\` 按 \`PAGE_URL\` 逐字核对。`,
    `一条模板至多 ${longest} 个变量，最长的是备案号（16 字）和网站（14 字，更长的以“…”截短）。2024-01-25 以后开通的短信账号默认每个变量至多 6 个字，请先在控制台提工单放开，否则只有验证码能发出去。`,
    '',
    ...(codes ?? []),
    ...(notices ?? []),
    '',
    '## 微信订阅消息',
    '',
    '在小程序后台的“订阅消息”里，为每一种选一个有三个“事物”（thing）关键词和一个“时间”（time 或 date）关键词的模板，',
    '按对象、事项、下一步、时间的顺序写进 `WECHAT_TEMPLATES`，例如 `action=<模板编号>:thing1,thing2,thing3,time4`，用 `;` 分隔。没有写的种类不发送。',
    '',
    ...markdownTable(['种类', '用途', '事项'], kinds),
    '',
    '## 各人读到的话',
    '',
    '样例：签名“样例备案”，网页在 `https://ba.example.com`，网站 yunfan-keji.cn。办理人是登录账号的人：微信账号收微信，账号的手机号收短信，选了邮件的另收邮件（文字同短信，网址完整）。',
    '主体负责人和网站负责人可以没有账号。同一个号码只收一条：先按办理人，要本人做的事按负责人。微信发给办理人，依次是对象、事项、下一步。没有列出的不发。',
    '',
    ...names.map(sampleLine),
    '',
  ].join('\n');
}
