import { numbered } from '../../local/sms-templates.ts';
import { CODE_MESSAGES } from '../../shared/domain/messages/code-messages.ts';
import { NOTIFICATIONS, type NotificationEntry } from '../../shared/domain/messages/notifications.ts';
import { markdownTable } from './markdown-table.ts';

const KINDS = { progress: '进度提醒', action: '待办提醒', result: '结果通知' } as const;

/** `docs/message-templates.md`: what an operator registers with SMS and WeChat, word for word. */
export function messageTemplatesPage(): string {
  const all = Object.entries(NOTIFICATIONS) as readonly (readonly [string, NotificationEntry])[];
  const codes = Object.entries(CODE_MESSAGES).map(([name, text]) => [`\`${name}\``, '验证码', numbered(text)]);
  const notices = all.filter(([, { sms }]) => sms).map(([name, { text }]) => [`\`${name}\``, '通知', numbered(text)]);
  const ofKind = (kind: string) =>
    all.flatMap(([, { wechat }]) => (wechat?.template === kind ? [wechat.what.replaceAll(/\{\w+\}/g, '…')] : []));
  const kinds = Object.entries(KINDS).map(([kind, title]) => [`\`${kind}\``, title, ofKind(kind).join('、')]);
  return [
    '# 短信和微信的模板',
    '',
    '由 `npm run docs` 从 `shared/domain/messages/` 生成，请勿手工修改。模板都要审核，请提前申请。',
    '',
    '## 短信',
    '',
    '在短信控制台逐条申请，文字须逐字相同；审核通过后写进 `SMS_TEMPLATES`，例如 `sign-in-code=2400009,returned=2400001`。没有写的不发送。',
    '',
    ...markdownTable(['名称', '类型', '文字'], [...codes, ...notices]),
    '',
    '## 微信订阅消息',
    '',
    '在小程序后台的“订阅消息”里，为每一种选一个有三个“事物”（thing）关键词和一个“时间”（time 或 date）关键词的模板，',
    '按对象、事项、下一步、时间的顺序写进 `WECHAT_TEMPLATES`，例如 `action=<模板编号>:thing1,thing2,thing3,time4`，用 `;` 分隔。没有写的种类不发送。',
    '',
    ...markdownTable(['种类', '用途', '事项'], kinds),
    '',
  ].join('\n');
}
