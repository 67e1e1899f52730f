import { lazily } from '../../../contracts/kit/lazily.ts';
import { WEBHOOK_EVENTS } from '../../../shared/domain/messages/webhook-event.ts';
import { webhookMessageOf } from '../../../shared/schemas/webhook-news.ts';
import type { ApiFacts } from './api-facts.ts';
import type { Json } from './docstrings.ts';
import { createRefusals } from './refusals-of.ts';

// Whoever imports this page may not ask for them, and they are read from all of the source.
const refusalsOfService = lazily(() => createRefusals(['functions', 'shared']));
const refusalsOfDesk = lazily(() => createRefusals(['desk']));

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
  refusals: (folder, operation) => refusalsOfService()(folder, operation),
  webhooks: Object.fromEntries(
    WEBHOOK_EVENTS.map((event) => [event, { summary: `推送 ${event}`, message: webhookMessageOf(event) }]),
  ),
};

export const DESK: ApiFacts = {
  title: '审核工作台',
  version: '1',
  description:
    '审核人员的页面调用的接口。登录见 docs/desk.md：会话在 Cookie 里，页面另带 X-Desk-Key。回复中的个人信息都已脱敏，完整内容和材料通过 60 秒有效的链接读取。',
  servers: [server('https://{host}', 'desk.invalid', '审核工作台的域名')],
  securitySchemes: {
    staff: { type: 'apiKey', in: 'cookie', name: '__Host-desk-session' },
    page: { type: 'apiKey', in: 'header', name: 'x-desk-key' },
  },
  folders: ['contracts', 'desk/functions'],
  refusals: (folder, operation) => refusalsOfDesk()(folder, operation),
};
