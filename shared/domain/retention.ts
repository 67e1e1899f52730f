import type { FilingContents } from './filing/filing.ts';
import { type FilingState, TRANSITIONS } from './filing/machine.ts';
import { type DocumentKind, LIVENESS_KINDS } from './media/document.ts';
import type { OutboxState } from './messages/outbox-message.ts';

/** One kind of data and how long it is kept. */
export interface Retention {
  /** A description for people. */
  readonly holds: string;
  /** The event from which its time runs, in words. */
  readonly since: string;
  readonly days: number;
}

/**
 * How long data is kept (SEC-06). Source: 个人信息保护法 article 19 (no longer than the purpose requires) and articles 55 and
 * 56 (records of the handling: three years); 网络安全法 article 21 (logs: six months). The days of each class are our own
 * choice within these limits.
 */
export const RETENTION = {
  'erased-accounts': {
    holds:
      '已注销账号的全部内容；限制次数用的摘要到计数周期结束为止，至多 1 天；用过的核身照片和视频只剩摘要，到核身后 180 天为止，查不到是谁的',
    since: '注销账号',
    days: 0,
  },
  'erased-objects': { holds: '已删除内容的文件：删除时已删一次，半小时后再删一次', since: '删除内容', days: 0 },
  'face-files': { holds: '核身照片、视频和关键画面', since: '备案成功；备案转移时的核身，开始半小时后', days: 0 },
  'face-fingerprints': {
    holds: '人脸和视频的指纹，防止重复使用同一次拍摄；备案删除后只留摘要和日期，查不到是谁的',
    since: '核身',
    days: 180,
  },
  'ended-filings': { holds: '备案内容、证件照片、识别结果和核身记录', since: '不予受理、放弃、过期或注销', days: 30 },
  'ended-records': { holds: '备案信息的所有版本', since: '主体和全部网站注销', days: 30 },
  'unused-certificates': { holds: '发起备案前上传、没有用于备案的证件和识别结果', since: '上传', days: 1 },
  'hand-overs': { holds: '交给另一部手机的链接；备案里只留下那里本人的同意', since: '失效', days: 1 },
  'eligibility-checks': { holds: '备案类型验证的六项输入', since: '验证结果失效', days: 7 },
  'asked-numbers': { holds: '查询过备案记录的证件号码和手机号码（摘要）', since: '查询', days: 1 },
  'company-checks': { holds: '企业信息核对的结果', since: '核对', days: 30 },
  'paid-calls': {
    holds: '计费服务的使用次数：全部用户合计的、每个备案的（只含编号）',
    since: '最后一次使用',
    days: 365,
  },
  'paid-calls-of-people': { holds: '每个人当天使用计费服务的次数（摘要）', since: '最后一次使用', days: 1 },
  'kept-facts': { holds: '域名和云服务的查询结果', since: '失效（查询后 5 分钟）', days: 0 },
  'running-calls': { holds: '正在进行的访问', since: '最迟的结束时间', days: 0 },
  'caller-limits': { holds: '访问频率的计数（摘要）', since: '计数周期结束', days: 0 },
  views: { holds: '限时查看的文件属于哪个账号', since: '查看', days: 1 },
  replies: { holds: '重复请求的应答（已脱敏）', since: '请求', days: 7 },
  'scan-tickets': { holds: '扫码登录的凭证摘要、请求登录的设备', since: '失效', days: 1 },
  'one-time-codes': { holds: '短信和邮件验证码（摘要）', since: '失效', days: 0 },
  'contact-links': { holds: '确认联系方式的链接（摘要）', since: '失效', days: 1 },
  sessions: { holds: '登录记录', since: '失效', days: 180 },
  'seen-messages': { holds: '收到过的签名消息的编号（摘要）', since: '签名失效（收到后 10 分钟）', days: 0 },
  'inbox-entries': { holds: '已处理事件的编号', since: '收到', days: 180 },
  messages: { holds: '已办结的送审、提醒和回调消息（只含编号）', since: '产生', days: 180 },
  audit: { holds: '查看和处理个人信息的记录（只含编号）', since: '产生', days: 3 * 366 },
} as const satisfies Record<string, Retention>;

export type RetentionClass = keyof typeof RETENTION;

/** The files of `face-files`: documents of these kinds. Their time runs from when their filing enters this state. */
export const FACE_FILES = {
  kinds: LIVENESS_KINDS,
  since: 'approved',
} as const satisfies { readonly kinds: readonly DocumentKind[]; readonly since: FilingState };

/** The states of `messages` that are deleted; waiting and parked messages are not finished. */
export const FINISHED_MESSAGES: readonly OutboxState[] = ['sent', 'ended'];

/**
 * States in which a filing is no longer needed. An approved one is in force until its record ends, and the law requires
 * that its data is kept.
 */
export const ENDED_STATES: readonly FilingState[] = (Object.keys(TRANSITIONS) as FilingState[]).filter(
  (state) => Object.keys(TRANSITIONS[state]).length === 0,
);

/**
 * Whether the data of such a filing can be deleted at once on request.
 *
 * @param isReleased the record that its approval is in has ended, or another account holds it.
 */
export const isErasable = (state: FilingState, isReleased: boolean): boolean =>
  isReleased || ENDED_STATES.includes(state);

/** The contents of an erased filing: valid for every reader, without personal data. */
export const ERASED_CONTENTS: FilingContents = {
  eligibility: {
    region: '000000',
    organizerKind: 'individual',
    certificateType: 'id-card',
    certificateNumber: '',
    domain: '',
    cloudService: { kind: 'authorization-code', code: '' },
  },
  websites: [],
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Data older than this is deleted at `now`. */
export const keptSince = (retentionClass: RetentionClass, now: Date): Date =>
  new Date(now.getTime() - RETENTION[retentionClass].days * DAY_MS);
