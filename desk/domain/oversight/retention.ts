/** One kind of the desk's rows, and how long it is kept. */
export interface DeskRetention {
  /** A description for people. */
  readonly holds: string;
  /** The event from which its time runs, in words. */
  readonly since: string;
  readonly days: number;
}

/** Records of the handling of personal data are kept for three years: 个人信息保护法, articles 55 and 56. */
const THREE_YEARS = 3 * 366;

/**
 * How long the desk keeps what no erasure of a filing deletes, or deletes only years later because the filing is in force.
 * Logs of at least six months: 网络安全法, article 21. The days within these limits are our own choice.
 */
export const DESK_RETENTION = {
  'clear-views': { holds: '谁看过哪一项完整内容、打开过哪份材料（只含编号）', since: '查看', days: THREE_YEARS },
  judgements: { holds: '每一项的核对结论和用时（只含编号）', since: '最后一次核对', days: THREE_YEARS },
  notes: { holds: '案件的备注', since: '写下', days: 366 },
  calls: { holds: '通话的结果', since: '拨打', days: 366 },
  samples: { holds: '抽检和它的意见', since: '抽取', days: THREE_YEARS },
  'ended-ties': { holds: '已结束的关联申报（不含号码）', since: '结束', days: THREE_YEARS },
  'authority-notices': { holds: '管局的整改通知和检查（原话加密）', since: '结束', days: THREE_YEARS },
  'authority-reports': { holds: '上报管局的处理结果（加密）', since: '上报', days: THREE_YEARS },
  'authority-phrases': { holds: '没有写进目录的管局说法', since: '最后一次对应', days: 366 },
  'listed-entries': { holds: '管局名单中的项（号码加密）', since: '最后一次导入', days: 366 },
  proposals: { holds: '两人办理的事：谁提出、谁确认（只含编号）', since: '确认或作废', days: THREE_YEARS },
  'open-proposals': { holds: '提出后没有人确认的事：名单、强制注销等（加密）', since: '提出', days: 31 },
  'former-staff': { holds: '不再登录的人员：姓名、岗位和关联申报', since: '最后一次核对在职', days: THREE_YEARS },
  'staff-sessions': { holds: '人员的登录记录', since: '结束', days: 183 },
  'sign-in-tries': { holds: '没有完成的登录（摘要）', since: '开始', days: 1 },
  replies: { holds: '重复请求的应答（已脱敏）', since: '请求', days: 7 },
  'seen-messages': { holds: '收到过的签名消息的编号（摘要）', since: '签名失效（收到后 10 分钟）', days: 0 },
  'caller-limits': { holds: '访问频率的计数（摘要）', since: '计数周期结束', days: 0 },
} as const satisfies Record<string, DeskRetention>;

export type DeskRetentionClass = keyof typeof DESK_RETENTION;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Rows of a class whose time ran from before this instant are kept no longer. */
export const deskKeptSince = (deskRetentionClass: DeskRetentionClass, now: Date): Date =>
  new Date(now.getTime() - DESK_RETENTION[deskRetentionClass].days * DAY_MS);
