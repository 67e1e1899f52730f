/**
 * What somebody is asked to do by a time: the words of its message in WeChat, and of its row in 我的备案 and at the record. At most
 * 20 characters each with their values.
 */
export const ASKED = {
  'sms-verification': { what: '请完成工信部短信核验', next: '{date}前负责人填验证码' },
  'record-notice': { what: '备案有新的整改通知', next: '请查看并处理' },
  'record-inspection': { what: '备案需要整改', next: '请在{date}前完成整改' },
  'transfer-waiting': { what: '你的备案将转到另一个账号', next: '24小时后生效，可在我的备案停止' },
  'access-ended': { what: '网站已不再接入本平台', next: '请办理接入备案，避免备案号被注销' },
} as const;
