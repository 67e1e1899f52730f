import * as z from 'zod/mini';
import { asStaff } from '../../../contracts/kit/callers.ts';
import { defineContract } from '../../../contracts/kit/contract.ts';
import { QUERY_LIMITS, READ_LIMITS } from '../../../contracts/kit/default-limits.ts';
import { instant } from '../../../contracts/kit/instant.ts';
import { view } from '../../../contracts/kit/view.ts';
import { anyText, id, line, text } from '../../../contracts/kit/words.ts';
import { BOUNDS } from '../../domain/oversight/settings.ts';
import { FIGURE_NAMES } from '../../ports/figures.ts';
import { authorityOperations } from './authority/authority-contract.ts';
import { listOperations } from './authority/lists-contract.ts';
import { rectificationOperations } from './authority/rectification-contract.ts';
import { taskOperations } from './authority/task-contract.ts';
import {
  callOutcome,
  callView,
  caseView,
  conclusionKind,
  confirmsWords,
  decisionView,
  flaggedView,
  leaseView,
  note,
  ownDecision,
  queueName,
  workRow,
} from './cases/case-schemas.ts';
import { unreachedOperations } from './cases/unreached-contract.ts';
import { accessOperations } from './lead/access-contract.ts';
import { figures } from './lead/figure-schemas.ts';
import { proposalOperations } from './lead/proposals-contract.ts';

const caseId = z.object({ caseId: id });
const version = z.int().check(z.minimum(1), z.maximum(2_147_483_647));
const seconds = z.int().check(z.minimum(0), z.maximum(86_400));
/** A field in a package, or a paper `documents.<id>`. */
const row = line(200);
const reasonId = line(20);
/** Why somebody looks at what is masked or covered. */
export const revealReason = z.enum(['compare', 'call', 'authority', 'complaint', 'audit']);

/** One item of a return, what the applicant must mend, or a reason for declining: by a reason of the catalogue. */
export const returnItem = z.strictObject({
  field: row,
  reasonId,
  /** The catalogue's advice in the reviewer's own words. No personal value. */
  suggestion: z.optional(line(500)),
});
/** An obvious slip that is corrected in accepting; the applicant reads all of it. */
export const writtenAmendment = z.strictObject({
  field: row,
  after: text(500).check(z.minLength(1)),
  reason: line(500),
});
const returnItems = z.array(returnItem).check(z.maxLength(200));

export const catalogueReason = z.strictObject({
  reasonId: anyText,
  version: z.int(),
  kind: z.enum(['return', 'decline']),
  topic: anyText,
  /** Rows whose paths begin with one of these are offered it first; `filing` is the whole. */
  fields: z.array(anyText),
  reason: anyText,
  suggestion: anyText,
  isRetired: z.boolean(),
  changedAt: instant,
});

const within = ([least, most]: readonly [number, number]) => z.int().check(z.minimum(least), z.maximum(most));
const rates = { acceptedPercent: within(BOUNDS.percent), returnedPercent: within(BOUNDS.percent) };
export const settings = z.strictObject({
  /** Version of the settings that were seen; 0 as shipped. */
  version: z.int().check(z.minimum(0), z.maximum(2_147_483_647)),
  undoSeconds: within(BOUNDS.undoSeconds),
  leaseMinutes: within(BOUNDS.leaseMinutes),
  fromHour: within(BOUNDS.fromHour),
  toHour: within(BOUNDS.toHour),
  reviewWorkdays: within(BOUNDS.reviewWorkdays),
  callAgainMinutes: within(BOUNDS.callAgainMinutes),
  revealsPerDay: within(BOUNDS.revealsPerDay),
  casesInHand: within(BOUNDS.casesInHand),
  sampling: z.strictObject({ ...rates, firstCases: within(BOUNDS.firstCases) }),
  /** Other rates of single reviewers. */
  samplingOf: z.array(z.strictObject({ staffId: id, ...rates })).check(
    z.maxLength(500),
    z.refine((all) => new Set(all.map(({ staffId }) => staffId)).size === all.length, {
      error: '同一个人只能有一组抽检比例，请合并。',
    }),
  ),
});

export const contract = defineContract({
  ...authorityOperations,
  ...rectificationOperations,
  ...listOperations,
  ...proposalOperations,
  ...accessOperations,
  ...taskOperations,
  ...unreachedOperations,
  listQueues: {
    ...asStaff('work-case', 'GET', '/v1/queues'),
    summary: '我的在办和各队列的件数',
    reply: z.strictObject({
      queues: z.array(z.strictObject({ queue: queueName, count: z.int(), overdue: z.int(), dueToday: z.int() })),
    }),
  },
  listQueue: {
    ...asStaff('work-case', 'GET', '/v1/queues/{queue}'),
    summary: '一个队列，按逾期、今天到期、风险、等待时间排列',
    params: z.object({ queue: queueName }),
    query: z.strictObject({ after: z.optional(line(200)) }),
    reply: z.strictObject({
      rows: z.array(workRow),
      next: z.optional(anyText),
      /** Of `mine` only: the caller's decisions since midnight in Beijing, the newest first. */
      decidedToday: z.optional(z.array(ownDecision)),
    }),
  },
  takeNext: {
    ...asStaff('work-case', 'POST', '/v1/cases/next'),
    summary: '取下一件并领租约；没有时回复中没有 case',
    body: z.strictObject({ queue: z.optional(queueName) }),
    reply: z.strictObject({ case: z.optional(workRow) }),
  },
  findCases: {
    ...asStaff('find-order', 'POST', '/v1/cases/search'),
    summary: '按备案编号、域名、名称、证件号码或电话查找，须完整一致，按名称和号码要说明原因；客服只能按编号和域名',
    limits: QUERY_LIMITS,
    body: z.strictObject({ text: line(100), reason: z.optional(revealReason) }),
    reply: z.strictObject({
      cases: z.array(
        z.strictObject({
          ...workRow.shape,
          /** For whoever is asked about it: where the filing stands, and what comes next. */
          standing: z.strictObject({ now: anyText, next: anyText }),
          /** What was returned, in the words that the applicant reads; empty until the decision has left. */
          flagged: z.array(z.strictObject({ reason: anyText, suggestion: z.optional(anyText) })),
        }),
      ),
    }),
  },
  showCase: {
    ...asStaff('read-case', 'GET', '/v1/cases/{caseId}'),
    summary: '一件：材料、核对项、关联、备注、经过；个人信息已脱敏',
    params: caseId,
    reply: caseView,
  },
  takeCase: {
    ...asStaff('work-case', 'POST', '/v1/cases/{caseId}/lease'),
    summary: '领回自己办过的一件，或复审队列中的一件',
    params: caseId,
    reply: leaseView,
  },
  renewLease: {
    ...asStaff('work-case', 'PUT', '/v1/cases/{caseId}/lease'),
    summary: '延长租约',
    params: caseId,
    reply: leaseView,
  },
  releaseLease: {
    ...asStaff('work-case', 'DELETE', '/v1/cases/{caseId}/lease'),
    summary: '放回队列',
    params: caseId,
    reply: z.strictObject({ released: z.literal(true) }),
  },
  judgeRow: {
    ...asStaff('work-case', 'PUT', '/v1/cases/{caseId}/rows/{row}'),
    summary: '判断一项',
    params: z.object({ ...caseId.shape, row }),
    body: z.strictObject({ conclusion: conclusionKind, spentSeconds: seconds }),
    reply: z.strictObject({ row: anyText, conclusion: conclusionKind, missing: z.array(anyText), lease: leaseView }),
  },
  addNote: {
    ...asStaff('work-case', 'POST', '/v1/cases/{caseId}/notes'),
    summary: '写备注，申请人看不到',
    params: caseId,
    body: z.strictObject({ text: text(1000).check(z.minLength(1)) }),
    reply: z.strictObject({ notes: z.array(note) }),
    status: 201,
  },
  reveal: {
    ...asStaff('reveal-value', 'POST', '/v1/cases/{caseId}/reveals'),
    summary:
      '显示一项的完整内容和其他来源的不同内容 60 秒，记录在案；号码，以及不在自己手里的案件，要说明原因并计数。不写 row，就是在办案件的全部姓名和住址，isCall 时连同负责人证件号码的后四位',
    params: caseId,
    body: z.strictObject({ row: z.optional(row), isCall: z.optional(z.boolean()), reason: z.optional(revealReason) }),
    reply: z.strictObject({ view, revealsToday: z.int() }),
  },
  openPaper: {
    ...asStaff('read-case', 'POST', '/v1/cases/{caseId}/documents/{documentId}/view'),
    summary: '打开一份材料 60 秒，图片带有水印，个人证件号码遮住，记录在案；案件不在自己手里的，要说明原因并计数',
    params: z.object({ ...caseId.shape, documentId: line(100) }),
    query: z.strictObject({ reason: z.optional(revealReason) }),
    reply: view,
  },
  noteSeen: {
    ...asStaff('read-case', 'PUT', '/v1/cases/{caseId}/documents/{documentId}/seen'),
    summary: '材料已经送到：写明从链接取得的内容的 SHA-256，看过才能判断相符',
    params: z.object({ ...caseId.shape, documentId: line(100) }),
    body: z.strictObject({ sha256: line(64).check(z.regex(/^[0-9a-f]{64}$/)) }),
    reply: z.strictObject({}),
  },
  uncoverPaper: {
    ...asStaff('reveal-value', 'POST', '/v1/cases/{caseId}/documents/{documentId}/reveals'),
    summary: '显示一张图片被遮住的部分 60 秒：说明原因，记录并计数，图片带有水印',
    params: z.object({ ...caseId.shape, documentId: line(100) }),
    body: z.strictObject({ reason: revealReason }),
    reply: z.strictObject({ view, revealsToday: z.int() }),
  },
  previewReturn: {
    ...asStaff('decide-case', 'POST', '/v1/cases/{caseId}/return-preview'),
    summary: '预览申请人将看到的退回或不予受理的内容',
    limits: READ_LIMITS,
    params: caseId,
    body: z.strictObject({ items: returnItems, kind: z.optional(z.enum(['returned', 'declined'])) }),
    reply: z.strictObject({ flagged: z.array(flaggedView) }),
  },
  decide: {
    ...asStaff('decide-case', 'POST', '/v1/cases/{caseId}/decision'),
    summary:
      '决定：通过（可同时更正明显的笔误）、退回，或不予受理（组长）；须两人办理的进入复审，更正和不予受理一律复审',
    params: caseId,
    body: z.strictObject({
      version,
      kind: z.enum(['accepted', 'returned', 'declined']),
      items: z.optional(returnItems),
      /** With `accepted` only; two must agree then. */
      amendments: z.optional(z.array(writtenAmendment).check(z.maxLength(20))),
      comment: z.optional(text(1000)),
      confirmsWords,
      /** An ordinary case that its reviewer wants a second person to see. */
      asksSecondView: z.optional(z.boolean()),
      /** The row at which the second person begins; needed with `asksSecondView`. */
      askedRow: z.optional(row),
    }),
    reply: decisionView,
  },
  takeBack: {
    ...asStaff('decide-case', 'DELETE', '/v1/cases/{caseId}/decision'),
    summary: '发出前收回自己的决定；组长可收回别人的',
    params: caseId,
    reply: z.strictObject({ takenBack: z.literal(true) }),
  },
  viewSecond: {
    ...asStaff('view-second', 'POST', '/v1/cases/{caseId}/second-view'),
    summary: '复审：同意，或退给初审人；意见必填',
    params: caseId,
    body: z.strictObject({ decisionId: id, agrees: z.boolean(), comment: text(1000).check(z.minLength(1)) }),
    reply: decisionView,
  },
  startCall: {
    ...asStaff('work-case', 'POST', '/v1/cases/{caseId}/calls'),
    summary: '开始致电：返回要问的内容，号码另行显示',
    params: caseId,
    body: z.strictObject({ row }),
    reply: callView,
    status: 201,
  },
  connectCall: {
    ...asStaff('work-case', 'PUT', '/v1/cases/{caseId}/calls/{callId}/connection'),
    summary: '已接通，时限停表',
    params: z.object({ ...caseId.shape, callId: id }),
    reply: callView,
  },
  endCall: {
    ...asStaff('work-case', 'PUT', '/v1/cases/{caseId}/calls/{callId}'),
    summary: '结束致电：结果和逐项答复',
    params: z.object({ ...caseId.shape, callId: id }),
    body: z.strictObject({
      outcome: callOutcome,
      items: z
        .array(z.strictObject({ item: line(40), answer: z.enum(['fits', 'differs', 'not-said']) }))
        .check(z.maxLength(50)),
      callAgainAt: z.optional(z.iso.datetime()),
    }),
    reply: z.strictObject({
      call: callView,
      /** When the next call is due, and the clock goes on. */
      callAgainAt: z.optional(instant),
      /** After the second missed call: the return to look at and send. */
      preparedReturn: z.optional(z.array(flaggedView)),
    }),
  },
  listColleagues: {
    ...asStaff('assign-case', 'GET', '/v1/cases/{caseId}/colleagues'),
    summary: '可以办理这一件的同事（组长）',
    params: caseId,
    reply: z.strictObject({
      colleagues: z.array(z.strictObject({ staffId: id, displayName: anyText, isHere: z.boolean(), inHand: z.int() })),
    }),
  },
  assignCase: {
    ...asStaff('assign-case', 'PUT', '/v1/cases/{caseId}/assignment'),
    summary: '改派给一位同事：现在的租约结束，先留给他（组长）',
    params: caseId,
    body: z.strictObject({ staffId: id }),
    reply: workRow,
  },
  hold: {
    ...asStaff('assign-case', 'PUT', '/v1/cases/{caseId}/hold'),
    summary: '挂起并停表（组长）',
    params: caseId,
    body: z.strictObject({ reason: line(200) }),
    reply: workRow,
  },
  endHold: {
    ...asStaff('assign-case', 'DELETE', '/v1/cases/{caseId}/hold'),
    summary: '取消挂起，继续计时（组长）',
    params: caseId,
    reply: workRow,
  },
  listReasons: {
    ...asStaff('read-case', 'GET', '/v1/reasons'),
    summary: '退回和不予受理的原因目录',
    reply: z.strictObject({ reasons: z.array(catalogueReason) }),
  },
  listReasonVersions: {
    ...asStaff('edit-reasons', 'GET', '/v1/reasons/{reasonId}/versions'),
    summary: '一条原因的历次版本',
    params: z.object({ reasonId }),
    reply: z.strictObject({ versions: z.array(catalogueReason) }),
  },
  saveReason: {
    ...asStaff('edit-reasons', 'PUT', '/v1/reasons/{reasonId}'),
    summary: '新增或修改一条原因，成为新版本（组长）；用过的只停用',
    params: z.object({ reasonId }),
    body: z.strictObject({
      /** 0 for a new one. */
      version: z.int().check(z.minimum(0), z.maximum(2_147_483_647)),
      /** Only for a new one; a version has that of the one before. */
      kind: z.optional(z.enum(['return', 'decline'])),
      topic: line(20),
      fields: z.array(line(200)).check(z.maxLength(20)),
      reason: line(500),
      suggestion: line(500),
      isRetired: z.boolean(),
      confirmsWords,
    }),
    reply: catalogueReason,
  },
  listSamples: {
    ...asStaff('sample-decisions', 'GET', '/v1/samples'),
    summary: '被抽中、待质检的决定',
    reply: z.strictObject({
      samples: z.array(
        z.strictObject({ decisionId: id, caseId: id, kind: anyText, drawnAt: instant, domains: z.array(anyText) }),
      ),
    }),
  },
  judgeSample: {
    ...asStaff('sample-decisions', 'PUT', '/v1/samples/{decisionId}'),
    summary: '质检结果：无误、无害差错、有误',
    params: z.object({ decisionId: id }),
    body: z.strictObject({
      result: z.enum(['right', 'wrong-harmless', 'wrong']),
      row: z.optional(row),
      comment: text(1000),
    }),
    reply: z.strictObject({ judged: z.literal(true) }),
  },
  showSettings: {
    ...asStaff('see-statistics', 'GET', '/v1/settings'),
    summary: '时限、抽检、收回的设置',
    reply: settings,
  },
  saveSettings: {
    ...asStaff('edit-settings', 'PUT', '/v1/settings'),
    summary: '修改设置（组长、管理员），记录在案；放宽管控的，另一人确认后才生效',
    body: settings,
    /** The settings in force, and what waits for a second person when a control is loosened. */
    reply: z.extend(settings, { proposalId: z.optional(id) }),
  },
  showFigures: {
    ...asStaff('see-statistics', 'GET', '/v1/figures'),
    summary: '看板：在办和逾期，一段时间内的决定、退回原因、抽检、用时；人员的姓名只有组长看到',
    limits: QUERY_LIMITS,
    query: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
    reply: figures,
  },
  listFigureCases: {
    ...asStaff('see-figure-cases', 'GET', '/v1/figures/cases'),
    summary: '看板上一个数字是哪些案件，最多 200 件；与自己申报的号码有关的不列出',
    limits: QUERY_LIMITS,
    query: z.strictObject({
      figure: z.enum(FIGURE_NAMES),
      from: z.iso.date(),
      to: z.iso.date(),
      staffId: z.optional(id),
      reasonId: z.optional(reasonId),
    }),
    reply: z.strictObject({ rows: z.array(workRow) }),
  },
});
