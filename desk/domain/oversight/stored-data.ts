import type { DeskRetentionClass } from './retention.ts';

/** What a table of the desk holds. */
export interface DeskTable {
  readonly holds: string;
  /** Whether it holds anything about a filer, or about staff; ids alone name nobody. */
  readonly about: 'filer' | 'staff' | 'nobody';
  /** A class of `DESK_RETENTION`, or until when in words. */
  readonly kept: DeskRetentionClass | (string & {});
  /** What the filing service's erasure of a filing does to it. */
  readonly erased: string;
}

const DELETED = '删除';
const NOTHING = '不含个人信息';

/** Every table of the desk, with what happens to it when the filing service tells that a filing is erased. */
export const DESK_STORED: Readonly<Record<string, DeskTable>> = {
  'desk.filing': { holds: '收到过哪些备案', about: 'nobody', kept: '一直保留', erased: '只留编号，不再接收' },
  'desk.review_case': {
    holds: '每一轮审核：材料包和列表里的摘要（加密）、时限、租约',
    about: 'filer',
    kept: '备案服务通知删除时',
    erased: '材料包、摘要、内容摘要、省份和风险清空',
  },
  'desk.stored_document': {
    holds: '材料存放的位置',
    about: 'filer',
    kept: '备案服务通知删除时；核身照片、视频和关键画面在备案成功时',
    erased: '删除文件，十分钟后再删一次',
  },
  'desk.decision': { holds: '决定和意见（加密）', about: 'filer', kept: '备案服务通知删除时', erased: DELETED },
  'desk.verdict': { holds: '发出的审核结果（加密）', about: 'filer', kept: '备案服务通知删除时', erased: DELETED },
  'desk.judgement': { holds: '核对结论和用时', about: 'nobody', kept: 'judgements', erased: DELETED },
  'desk.note': { holds: '备注（加密）', about: 'filer', kept: 'notes', erased: DELETED },
  'desk.call': { holds: '通话的结果', about: 'filer', kept: 'calls', erased: DELETED },
  'desk.case_key': {
    holds: '证件、电话、云服务、域名和主办者名称的摘要',
    about: 'filer',
    kept: '备案服务通知删除时',
    erased: DELETED,
  },
  'desk.clear_view': {
    holds: '谁看过哪一项',
    about: 'staff',
    kept: 'clear-views',
    erased: '显示的内容立即删除，只留编号',
  },
  'desk.returned_item': { holds: '退回用了哪些原因', about: 'nobody', kept: '一直保留', erased: NOTHING },
  'desk.sample': { holds: '抽检的结果和意见（加密）', about: 'filer', kept: 'samples', erased: '意见清空' },
  'desk.reason': { holds: '退回原因目录', about: 'nobody', kept: '一直保留', erased: NOTHING },
  'desk.setting': { holds: '设置', about: 'nobody', kept: '一直保留', erased: NOTHING },
  'desk.audit': {
    holds: '操作记录：编号、动作、时间和摘要',
    about: 'staff',
    kept: '一直保留',
    erased: '只有编号，保留',
  },
  'desk.audit_seal': { holds: '每天的封存', about: 'nobody', kept: '一直保留', erased: NOTHING },
  'desk.audit_head': { holds: '每天封存的记录链', about: 'nobody', kept: '一直保留', erased: NOTHING },
  'desk.seal_copy': { holds: '封存是否已经存到数据库以外', about: 'nobody', kept: '一直保留', erased: NOTHING },
  'desk.submission': { holds: '报送管局的编号和状态', about: 'nobody', kept: '一直保留', erased: '只有编号，保留' },
  'desk.authority_answer': {
    holds: '管局的结果：原话和备案号（加密）',
    about: 'filer',
    kept: '备案服务通知删除时',
    erased: '原话和备案号清空',
  },
  'desk.authority_phrase': {
    holds: '管局的说法对应的原因，和说到过的备案的编号',
    about: 'filer',
    kept: 'authority-phrases',
    erased: '只说到这份备案的删除',
  },
  'desk.authority_setting': { holds: '报送时段和暂停', about: 'nobody', kept: '一直保留', erased: NOTHING },
  'desk.authority_notice': {
    holds: '管局的整改通知和检查：备案号、期限、原话（加密）',
    about: 'filer',
    kept: 'authority-notices',
    erased: '原话清空',
  },
  'desk.authority_report': {
    holds: '上报管局的整改结果（加密）',
    about: 'filer',
    kept: 'authority-reports',
    erased: '内容清空',
  },
  'desk.authority_list': { holds: '管局名单的版本和期限', about: 'nobody', kept: '一直保留', erased: NOTHING },
  'desk.listed_entry': {
    holds: '管局名单中的号码和域名（加密）、处理结果',
    about: 'filer',
    kept: 'listed-entries',
    erased: '来自管局，与备案无关：名单不再列出时删除',
  },
  'desk.record': { holds: '备案号、域名和通知，没有姓名和证件', about: 'nobody', kept: '一直保留', erased: NOTHING },
  'desk.record_feed': { holds: '读到了哪里', about: 'nobody', kept: '一直保留', erased: NOTHING },
  'desk.record_event': { holds: '发出的关于备案信息的通知', about: 'nobody', kept: '一直保留', erased: NOTHING },
  'desk.proposal': {
    holds: '等另一人确认的事：名单、强制注销等（加密），最长一个月；确认或作废后只留编号',
    about: 'filer',
    kept: 'proposals',
    erased: '来自管局，与备案无关：确认或作废时内容清空',
  },
  'desk.staff': {
    holds: '人员的姓名、登录服务里的编号（加密）和岗位',
    about: 'staff',
    kept: 'former-staff',
    erased: NOTHING,
  },
  'desk.staff_session': { holds: '登录记录', about: 'staff', kept: 'staff-sessions', erased: NOTHING },
  'desk.declared_tie': { holds: '关联申报：号码（加密）', about: 'staff', kept: 'ended-ties', erased: NOTHING },
  'desk.sign_in_try': { holds: '登录中的凭证摘要', about: 'nobody', kept: 'sign-in-tries', erased: NOTHING },
  'desk.caller_limit': { holds: '访问频率的计数', about: 'nobody', kept: 'caller-limits', erased: NOTHING },
  'desk.seen_message': {
    holds: '收到过的签名消息的编号（摘要）',
    about: 'nobody',
    kept: 'seen-messages',
    erased: NOTHING,
  },
  'desk.reply': { holds: '重复请求的应答（已脱敏）', about: 'filer', kept: 'replies', erased: '至多留 7 天' },
};
