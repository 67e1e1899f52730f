import { vendor } from '../../platform/compose/provider.ts';
import { createSubscribeMessages, subscribeTemplates } from '../adapters/wechat/subscribe-messages.ts';
import { config } from '../config.ts';
import type { SubscribeMessages } from '../ports/messages/reminders.ts';
import { weChatSettings } from './wechat.ts';

export const subscribeMessages = (): Promise<SubscribeMessages> =>
  vendor(subscribeMessages, 'subscribe-messages', async () => {
    const { WECHAT_TEMPLATES: templates = '' } = config();
    return createSubscribeMessages({ ...(await weChatSettings()), templates: subscribeTemplates(templates) });
  });
