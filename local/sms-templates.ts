import type { SmsTemplates } from 'tencent-stand-in/sms.ts';
import { CODE_MESSAGES } from '../shared/domain/messages/code-messages.ts';
import { NOTIFICATIONS, type Notification, notificationEntry } from '../shared/domain/messages/notifications.ts';

const notifications = (Object.keys(NOTIFICATIONS) as Notification[]).filter((name) => notificationEntry(name).sms);
const texts: readonly (readonly [string, string])[] = [
  ...notifications.map((name) => [name, notificationEntry(name).text] as const),
  ...Object.entries(CODE_MESSAGES),
];

/** A text of ours as the vendor has it: its variables are `{1}`, `{2}` … */
export function numbered(text: string): string {
  let variable = 0;
  return text.replace(/\{\w+\}/g, () => `{${++variable}}`);
}

/** The laptop's approved SMS templates: the texts of all notifications and codes. */
export const LAPTOP_SMS_TEMPLATES: SmsTemplates = new Map(
  texts.map(([name, text], index) => [
    String(2_400_001 + index),
    { text: numbered(text), ...(Object.hasOwn(CODE_MESSAGES, name) && { isVerification: true as const }) },
  ]),
);

/** The value of SMS_TEMPLATES: `<notification or code>=<template id>`, separated by commas. */
export const LAPTOP_SMS_TEMPLATE_IDS = [...LAPTOP_SMS_TEMPLATES.keys()]
  .map((id, index) => `${texts[index]?.[0]}=${id}`)
  .join(',');
