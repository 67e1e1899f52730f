import type { SmsTemplates } from 'tencent-stand-in/sms.ts';
import { CODE_MESSAGES } from '../shared/domain/messages/code-messages.ts';
import { templateText } from '../shared/domain/messages/notification-text.ts';
import { SMS_TEXTS } from '../shared/domain/messages/notifications.ts';

const texts: readonly (readonly [string, string])[] = [...SMS_TEXTS, ...Object.entries(CODE_MESSAGES)];

/** The web page in the laptop's templates: a link is of a domain that was registered, which a laptop's address can't be. */
export const LAPTOP_PAGE = 'ba.example.com';

/** The laptop's approved SMS templates: the texts of all notifications and codes. */
export const LAPTOP_SMS_TEMPLATES: SmsTemplates = new Map(
  texts.map(([name, text], index) => [
    String(2_400_001 + index),
    {
      text: templateText(text, LAPTOP_PAGE),
      ...(Object.hasOwn(CODE_MESSAGES, name) && { isVerification: true as const }),
    },
  ]),
);

/** The value of SMS_TEMPLATES: `<notification or code>=<template id>`, separated by commas. */
export const LAPTOP_SMS_TEMPLATE_IDS = [...LAPTOP_SMS_TEMPLATES.keys()]
  .map((id, index) => `${texts[index]?.[0]}=${id}`)
  .join(',');
