/** What the chains of cases and the access log tell of, each with its words for staff: nothing is noted there that has none. */
export const ACTION_WORDS = {
  received: '收到这一轮',
  withdrawn: '申请人撤回',
  replaced: '有了新的一轮',
  taken: '取件',
  'given-back': '放回队列',
  assigned: '组长改派',
  'lease-ended': '租约到期，放回队列',
  concluded: '判断了一项',
  noted: '写了备注',
  'case-opened': '打开案件',
  revealed: '显示了完整内容',
  'paper-opened': '打开了材料',
  searched: '按名称或号码查找',
  'searched-order': '按编号或域名查找，或看等确认的名单',
  'access-read': '查阅访问日志',
  'access-exported': '导出访问日志',
  'tie-declared': '申报回避的号码',
  'call-started': '致电',
  'call-connected': '电话接通',
  'call-ended': '电话结束',
  'call-lost': '没有记下电话结果',
  'call-due': '到了再次致电的时间',
  told: '已电话告知没送到的消息',
  'applicant-told': '通知申请人电话没有接通',
  held: '挂起',
  'hold-ended': '取消挂起',
  accepted: '决定通过',
  returned: '决定退回',
  declined: '决定不予受理',
  amended: '更正了一项',
  'second-agreed': '复审同意',
  'second-disagreed': '复审退给初审人',
  'taken-back': '收回决定',
  sent: '结果发出',
  'held-back': '没有发出，须另一人办理',
  'sample-judged': '质检',
  'authority-exported': '导出报送',
  'authority-handed-in': '已报送管局',
  'authority-taken-back': '已在管局撤销',
  'authority-typed': '录入管局结果',
  'authority-numbers-confirmed': '确认备案号',
  'authority-answer-taken-back': '收回录入的结果',
  'authority-answer-dropped': '略过管局结果',
  'authority-sms-started': '管局：短信核验已发起',
  'authority-sms-verified': '管局：短信核验完成',
  'authority-sms-failed': '管局：短信核验失败',
  'authority-sms-timed-out': '管局：短信核验超时',
  'authority-accepted': '管局：审核通过，待发号',
  'authority-returned': '管局：退回',
  'authority-approved': '管局：通过并发号',
  erased: '资料已删除',
} as const;

/** What the chains of records, lists, settings and staff tell of, which no page shows. */
type UnshownAction =
  | 'proposed'
  | 'proposal-confirmed'
  | 'proposal-dropped'
  | 'report-noted'
  | 'list-replaced'
  | 'listed-handled'
  | 'reason-changed'
  | 'settings-changed'
  | 'roles-changed'
  | 'tie-ended'
  | 'adopted';

/** What a new entry of a chain may tell of. */
export type AuditAction = keyof typeof ACTION_WORDS | UnshownAction;
