import type { SmsTemplates } from 'tencent-stand-in/sms.ts';
import { NOTIFICATIONS, type Notification, notificationEntry } from '../shared/domain/messages/notifications.ts';

const notifications = (Object.keys(NOTIFICATIONS) as Notification[]).filter((name) => notificationEntry(name).sms);

/** The laptop's approved SMS templates: the catalogue's texts, with `{1}`, `{2}` … for their variables. */
export const LAPTOP_SMS_TEMPLATES: SmsTemplates = new Map(
  notifications.map((name, index) => {
    const { text, parameters } = notificationEntry(name);
    return [
      String(2_400_001 + index),
      parameters.reduce((result, parameter, at) => result.replace(`{${parameter}}`, `{${at + 1}}`), text),
    ];
  }),
);

/** The value of SMS_TEMPLATES: `<notification>=<template id>`, separated by commas. */
export const LAPTOP_SMS_TEMPLATE_IDS = [...LAPTOP_SMS_TEMPLATES.keys()]
  .map((id, index) => `${notifications[index]}=${id}`)
  .join(',');
