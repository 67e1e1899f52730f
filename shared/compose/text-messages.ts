import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { vendor } from '../../platform/compose/provider.ts';
import { SMS_CODES_TARIFF, SMS_TARIFF } from '../application/tariffs.ts';
import { config } from '../config.ts';
import type { Billed } from '../ports/accounts/paid-calls.ts';
import type { TextMessages } from '../ports/messages/reminders.ts';
import { billed } from './paid-calls.ts';

const sms = (): Promise<TextMessages> =>
  vendor(sms, 'text-messages', async () => {
    const { createTextMessages, smsTemplates } = await import('../adapters/tencent/sms/text-messages.ts');
    const { SMS_SDK_APP_ID: sdkAppId = '', SMS_SIGN_NAME: signName = '', SMS_TEMPLATES: templates = '' } = config();
    return createTextMessages({ ...cloudApi(), sdkAppId, signName, templates: smsTemplates(templates) });
  });

export const textMessages = (): Promise<Billed<TextMessages>> => billed(sms(), SMS_TARIFF);

export const codeMessages = (): Promise<Billed<TextMessages>> => billed(sms(), SMS_CODES_TARIFF);
