import { lazily } from '../../../contracts/kit/lazily.ts';
import { WEBHOOK_EVENTS } from '../../../shared/domain/messages/webhook-event.ts';
import { webhookMessageOf } from '../../../shared/schemas/webhook-news.ts';
import type { ApiFacts } from './api-facts.ts';
import type { Json } from './docstrings.ts';
import { createRefusals } from './refusals-of.ts';

// Whoever imports this page may not ask for them, and they are read from all of the source.
const refusals = lazily(() => createRefusals(['functions', 'shared']));

/** @param url with one variable, in braces. */
export const server = (url: string, example: string, description: string): Json => ({
  url,
  variables: { [/\{(\w+)\}/.exec(url)?.[1] ?? '']: { default: example, description } },
});

export const SIGNATURE: Json = {
  type: 'apiKey',
  in: 'header',
  name: 'webhook-signature',
  description: 'Standard Webhooks 1.0，见 docs/webhooks.md 和 docs/api/review-desk.yaml',
};

export const FILING_SERVICE: ApiFacts = {
  title: 'ICP 备案服务',
  version: '1',
  description:
    '从“能不能在这里备案”到拿到备案号。登录：小程序用 wx.login 的 code 换会话令牌。回复中的个人信息都已脱敏，完整内容通过限时的 view 链接读取。',
  servers: [server('https://{host}', 'api.invalid', '部署的域名；本机为 npm start 打印的地址')],
  securitySchemes: { session: { type: 'http', scheme: 'bearer' }, signature: SIGNATURE },
  folders: ['contracts', 'shared/schemas', 'functions'],
  refusals: (folder, operation) => refusals()(folder, operation),
  webhooks: Object.fromEntries(
    WEBHOOK_EVENTS.map((event) => [event, { summary: `推送 ${event}`, message: webhookMessageOf(event) }]),
  ),
};
