import { numbered } from '../../local/sms-templates.ts';
import { CODE_MESSAGES } from '../../shared/domain/messages/code-messages.ts';
import { NOTIFICATIONS, type NotificationEntry } from '../../shared/domain/messages/notifications.ts';
import type { Check, Grounds } from './check.ts';
import { ok, type Problem, problemsAmong, unless, unused } from './outcome.ts';

const APPROVED = 0;
/** Source: SMS, DescribeSmsTemplateList. */
const STATES: Readonly<Record<number, string>> = { 1: '在审核', 2: '通过、还没有生效', [-1]: '没有通过' };
const PAGE = 100;
const WAIT = '在短信控制台看它的状态和审核回复；通过以后再查。';

interface Template {
  readonly TemplateId?: number;
  readonly StatusCode?: number;
  readonly TemplateContent?: string;
}
interface Sign {
  readonly SignName?: string;
  readonly StatusCode?: number;
}

/** The application, the signature, and each template: approved, and with the very words that are sent. Sends nothing. */
export const textMessages: Check = {
  id: 'sms',
  title: '短信',
  run: async (grounds) => {
    const { SMS_SDK_APP_ID: sdkAppId, SMS_SIGN_NAME: signName = '', SMS_TEMPLATES = '' } = grounds.service.variables;
    if (!sdkAppId) return unused('没有 SMS_SDK_APP_ID：不发短信，也不能用手机号登录');
    await grounds.account();
    const templates = SMS_TEMPLATES.split(',')
      .filter(Boolean)
      .map((entry) => entry.split('='));
    const ids = templates.map(([name = '', id = '']) => ({ name, id: Number(id) }));
    const problems = [
      ...(await applicationProblems(grounds, sdkAppId)),
      ...(await signProblems(grounds, signName)),
      ...(await templateProblems(grounds, ids)),
      ...lackingBeside(ids.map(({ name }) => name)),
    ];
    return unless(problems, () =>
      ok(`签名“${signName}”和 ${ids.length} 个模板可用${without(ids.map(({ name }) => name))}`),
    );
  },
};

/** A code by which a record leaves its account is sent only where the principal hears of it, and how to stop it. */
const lackingBeside = (names: readonly string[]): readonly Problem[] =>
  problemsAmong([
    [
      names.includes('transfer-code') && !names.includes('transfer-waiting'),
      'SMS_TEMPLATES 有 transfer-code，没有 transfer-waiting：备案会转走，主体负责人收不到停止转移的短信',
      '按 docs/message-templates.md 申请 transfer-waiting，把编号写进 SMS_TEMPLATES。',
    ],
  ]);

/** What is not sent, because it has no template. */
function without(names: readonly string[]): string {
  const notifications: readonly (readonly [string, NotificationEntry])[] = Object.entries(NOTIFICATIONS);
  const bySms = notifications.flatMap(([name, { sms }]) => (sms ? [name] : []));
  const lacking = [...Object.keys(CODE_MESSAGES), ...bySms].filter((name) => !names.includes(name));
  const signIn = lacking.includes('sign-in-code') ? '；没有 sign-in-code，不能用手机号登录' : '';
  return lacking.length === 0 ? '' : `${signIn}；这些没有模板，不会发送：${lacking.join('、')}`;
}

const HOUR_MS = 3_600_000;
/** `yyyymmddhh` in Beijing. */
const hourOf = (time: Date): string =>
  new Date(time.getTime() + 8 * HOUR_MS).toISOString().slice(0, 13).replaceAll(/[-T]/g, '');

/** The statistics of an application that the account doesn't have are refused. */
async function applicationProblems({ cloud, now }: Grounds, SmsSdkAppId: string): Promise<readonly Problem[]> {
  const EndTime = hourOf(new Date(now().getTime() - HOUR_MS));
  const BeginTime = hourOf(new Date(now().getTime() - 25 * HOUR_MS));
  try {
    await cloud.read('sms', 'SmsPackagesStatistics', { SmsSdkAppId, Limit: 1, Offset: 0, BeginTime, EndTime });
    return [];
  } catch (error) {
    if (!/SdkAppId/.test(String((error as { readonly code?: string }).code))) throw error;
    return [{ found: `这个账号没有短信应用 ${SmsSdkAppId}`, todo: '在短信控制台 › 应用管理核对 SMS_SDK_APP_ID。' }];
  }
}

async function signProblems({ cloud }: Grounds, signName: string): Promise<readonly Problem[]> {
  for (let Offset = 0; ; Offset += PAGE) {
    const request = { International: 0, Limit: PAGE, Offset };
    const answer = await cloud.read<{ DescribeSignListStatusSet?: readonly Sign[] | null }>(
      'sms',
      'DescribeSmsSignList',
      request,
    );
    const signs = answer.DescribeSignListStatusSet ?? [];
    const sign = signs.find(({ SignName }) => SignName === signName);
    if (sign?.StatusCode === APPROVED) return [];
    if (sign) return [{ found: `签名“${signName}”${stateOf(sign.StatusCode)}`, todo: WAIT }];
    if (signs.length < PAGE)
      return [{ found: `没有签名“${signName}”`, todo: '在短信控制台申请，或改正 SMS_SIGN_NAME（不带【】）。' }];
  }
}

const stateOf = (code: number | undefined): string => STATES[code ?? Number.NaN] ?? `不能用（${code}）`;

async function templateProblems(
  { cloud }: Grounds,
  wanted: readonly { readonly name: string; readonly id: number }[],
): Promise<readonly Problem[]> {
  if (wanted.length === 0)
    return [{ found: '没有 SMS_TEMPLATES', todo: '按 docs/message-templates.md 申请模板，把编号写进 SMS_TEMPLATES。' }];
  const request = { International: 0, TemplateIdSet: wanted.map(({ id }) => id) };
  const { DescribeTemplateStatusSet } = await cloud.read<{ DescribeTemplateStatusSet?: readonly Template[] | null }>(
    'sms',
    'DescribeSmsTemplateList',
    request,
  );
  const found = new Map((DescribeTemplateStatusSet ?? []).map((template) => [template.TemplateId, template]));
  return wanted.flatMap(({ name, id }): readonly Problem[] => {
    const template = found.get(id);
    const expected = textFor(name);
    if (expected === undefined)
      return [{ found: `SMS_TEMPLATES 的 ${name} 没有这种通知`, todo: '名称见 docs/message-templates.md。' }];
    if (!template) return [{ found: `没有模板 ${id}（${name}）`, todo: '在短信控制台核对 SMS_TEMPLATES 里的编号。' }];
    if (template.StatusCode !== APPROVED)
      return [{ found: `模板 ${id}（${name}）${stateOf(template.StatusCode)}`, todo: WAIT }];
    if (template.TemplateContent === expected) return [];
    return [
      {
        found: `模板 ${id} 的文字不是 ${name} 的`,
        todo: `按 docs/message-templates.md 逐字重新申请：${expected}`,
      },
    ];
  });
}

/** What a template says, as it is registered; undefined for a name that there is not. */
function textFor(name: string): string | undefined {
  const notifications: Readonly<Record<string, NotificationEntry>> = NOTIFICATIONS;
  const codes: Readonly<Record<string, string>> = CODE_MESSAGES;
  const text = codes[name] ?? notifications[name]?.text;
  return text === undefined ? undefined : numbered(text);
}
