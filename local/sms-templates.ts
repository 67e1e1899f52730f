import type { SmsTemplates } from 'tencent-stand-in/sms.ts';
import { NOTIFICATIONS, type Notification, notificationEntry } from '../shared/domain/messages/notifications.ts';

const notifications = (Object.keys(NOTIFICATIONS) as Notification[]).filter((name) => notificationEntry(name).sms);

/** The laptop's approved SMS templates: the catalogue's texts, with `{1}`, `{2}` … for their variables. */
export const LAPTOP_SMS_TEMPLATES: SmsTemplates = new Map(
  notifications.map((name, index) => {
    let variable = 0;
    return [String(2_400_001 + index), notificationEntry(name).text.replace(/\{\w+\}/g, () => `{${++variable}}`)];
  }),
);

/** The value of SMS_TEMPLATES: `<notification>=<template id>`, separated by commas. */
export const LAPTOP_SMS_TEMPLATE_IDS = [...LAPTOP_SMS_TEMPLATES.keys()]
  .map((id, index) => `${notifications[index]}=${id}`)
  .join(',');
