import { CODE_MESSAGES } from '../../shared/domain/messages/code-messages.ts';
import { templateText } from '../../shared/domain/messages/notification-text.ts';
import { SMS_TEXTS } from '../../shared/domain/messages/notifications.ts';
import { check, type Grounds } from './check.ts';
import { ok, type Problem, problemsAmong, unless, unused } from './outcome.ts';

const APPROVED = 0;
/** Source: SMS, DescribeSmsTemplateList. */
const STATES: Readonly<Record<number, string>> = { 1: '在审核', 2: '通过、还没有生效', [-1]: '没有通过' };
const PAGE = 100;
/** What is sent by SMS, by the names of its templates. */
const TEXTS: readonly (readonly [string, string])[] = [...Object.entries(CODE_MESSAGES), ...SMS_TEXTS];
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
export const textMessages = check('sms', '短信', async (grounds) => {
  const { variables } = grounds.service;
  const { SMS_SDK_APP_ID: sdkAppId, SMS_SIGN_NAME: signName = '', SMS_TEMPLATES = '', PAGE_URL = '' } = variables;
  if (!sdkAppId) return unused('没有 SMS_SDK_APP_ID：不发短信，也不能用手机号登录');
  await grounds.account();
  const templates = SMS_TEMPLATES.split(',')
    .filter(Boolean)
    .map((entry) => entry.split('='));
  const ids = templates.map(([name = '', id = '']) => ({ name, id: Number(id) }));
  const problems = [
    ...(await applicationProblems(grounds, sdkAppId)),
    ...(await signProblems(grounds, signName)),
    ...(await templateProblems(grounds, ids, PAGE_URL.replace(/^https?:\/\//, ''))),
    ...problemsAmong([
      [
        PAGE_URL === '' && ids.some(({ name }) => !Object.hasOwn(CODE_MESSAGES, name)),
        '没有 PAGE_URL：短信和邮件里的短地址没有域名',
        '把网页的地址写进 PAGE_URL，例如 https://ba.example.com。',
      ],
    ]),
    ...lackingBeside(ids.map(({ name }) => name)),
  ];
  return unless(problems, () =>
    ok(`签名“${signName}”和 ${ids.length} 个模板可用${without(ids.map(({ name }) => name))}`),
  );
});

/** A code by which a record leaves its account is sent only where the principal hears of it, and how to stop it. */
const lackingBeside = (names: readonly string[]): readonly Problem[] =>
  problemsAmong([
    [
      names.includes('transfer-code') && !names.includes('transfer-waiting-to-principal'),
      'SMS_TEMPLATES 有 transfer-code，没有 transfer-waiting-to-principal：备案会转走，主体负责人收不到停止转移的短信',
      '按 docs/message-templates.md 申请 transfer-waiting-to-principal，把编号写进 SMS_TEMPLATES。',
    ],
  ]);

/** What is not sent, because it has no template. */
function without(names: readonly string[]): string {
  const lacking = TEXTS.map(([name]) => name).filter((name) => !names.includes(name));
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
  page: string,
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
    const text = TEXTS.find(([known]) => known === name)?.[1];
    const expected = text && templateText(text, page);
    if (expected === undefined)
      return [{ found: `SMS_TEMPLATES 的 ${name} 没有这种通知`, todo: '名称见 docs/message-templates.md。' }];
    if (!template) return [{ found: `没有模板 ${id}（${name}）`, todo: '在短信控制台核对 SMS_TEMPLATES 里的编号。' }];
    if (template.StatusCode !== APPROVED)
      return [{ found: `模板 ${id}（${name}）${stateOf(template.StatusCode)}`, todo: WAIT }];
    if (template.TemplateContent === expected) return [];
    return [
      { found: `模板 ${id} 的文字不是 ${name} 的`, todo: `按 docs/message-templates.md 逐字重新申请：${expected}` },
    ];
  });
}
