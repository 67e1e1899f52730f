import type { FilingState } from './machine.ts';

/** The statuses of another system's filing console, each with the states here that it can stand for. */
export type Vocabulary = Readonly<Record<string, readonly FilingState[]>>;

/**
 * Every known status of other systems, for adapters from one of them to this service.
 *
 * Sources: Tencent Cloud 备案 (limits, flow, FAQ, SMS pages, 2019-12 to 2022); Huawei Cloud 备案 (status page, 2026);
 * WeChat open platform, mini program 备案 (`status`, and `sms_verify_status`, which means something in status 4 only); a
 * reseller's partner API (2020).
 */
export const VOCABULARIES = {
  'Tencent Cloud': {
    '草稿/待完善': ['draft'],
    腾讯云初审中: ['submitted'],
    初审驳回: ['returned'],
    等待提交管局: ['queued'],
    短信核验中: ['sms-verification'],
    // If the details are valid, the filing is submitted again unchanged; otherwise it must be corrected.
    短信核验失败: ['queued', 'returned'],
    管局审核中: ['authority-review'],
    管局驳回: ['authority-returned'],
    已备案: ['approved'],
    已放弃: ['abandoned'],
    草稿过期: ['expired'],
  },
  'Huawei Cloud': {
    待完善备案信息: ['draft'],
    等待初审: ['submitted'],
    已修改待审核: ['submitted'],
    接入商审核为待修改: ['returned'],
    初审驳回: ['returned'],
    待提交管局: ['queued'],
    待管局审核: ['sms-verification', 'authority-review'],
    管局驳回: ['authority-returned'],
    已备案: ['approved'],
  },
  WeChat: {
    '2': ['submitted', 'queued'],
    '3': ['returned'],
    '4 + sms 1': ['sms-verification'],
    '4 + sms 2': ['authority-review'],
    '4 + sms 3': ['queued', 'returned'],
    '5': ['authority-returned'],
    '6': ['approved'],
    '1024': ['abandoned', 'revoked'],
    '1025': ['abandoned', 'revoked'],
  },
  reseller: {
    saved: ['draft'],
    withdrawn: ['draft'],
    // The outbox knows how far the submission has come: its message is waiting, parked or sent.
    waiting: ['submitted'],
    'submit failed': ['submitted'],
    'to accept': ['submitted'],
    'internal review': ['submitted'],
    'internally returned': ['returned'],
    'internally passed': ['queued'],
    'province reviewing': ['sms-verification', 'authority-review'],
    'province returned': ['authority-returned'],
    'province passed': ['approved'],
  },
} as const satisfies Readonly<Record<string, Vocabulary>>;
