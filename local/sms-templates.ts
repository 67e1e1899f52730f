import type { SmsTemplates } from 'tencent-stand-in/sms.ts';
import { NOTIFICATIONS, type Notification, notificationEntry } from '../shared/domain/messages/notifications.ts';

const notifications = (Object.keys(NOTIFICATIONS) as Notification[]).filter((name) => notificationEntry(name).sms);

/** The SMS templates that the laptop's account has approved: the texts of the catalogue, with `{1}`, `{2}` … for their variables. */
export const LAPTOP_SMS_TEMPLATES: SmsTemplates = new Map(
  notifications.map((name, index) => {
    const { text, parameters } = notificationEntry(name);
    return [
      String(2_400_001 + index),
      parameters.reduce((said, parameter, at) => said.replace(`{${parameter}}`, `{${at + 1}}`), text),
    ];
  }),
);

/** `<notification>=<template id>`, separated by commas, as SMS_TEMPLATES has them. */
export const LAPTOP_SMS_TEMPLATE_IDS = [...LAPTOP_SMS_TEMPLATES.keys()]
  .map((id, index) => `${notifications[index]}=${id}`)
  .join(',');
