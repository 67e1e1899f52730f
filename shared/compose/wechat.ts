import { VENDOR_TIMEOUT_SECONDS } from '../../platform/compose/cloud-api.ts';
import { vendor } from '../../platform/compose/provider.ts';
import { clock } from '../../platform/compose/system.ts';
import { createWeChat } from '../adapters/wechat/wechat.ts';
import { config } from '../config.ts';
import type { WeChat } from '../ports/accounts/wechat.ts';

/** Settings of the adapters that call WeChat's server API. */
export const weChatSettings = async () => ({
  appId: config().WECHAT_APP_ID,
  appSecret: config().WECHAT_APP_SECRET.reveal(),
  endpoint: config().WECHAT_API_URL,
  version: config().STAGE === 'production' ? ('release' as const) : ('trial' as const),
  timeoutSeconds: VENDOR_TIMEOUT_SECONDS,
  clock: await clock(),
});

export const weChat = (): Promise<WeChat> => vendor(weChat, 'wechat', async () => createWeChat(await weChatSettings()));
