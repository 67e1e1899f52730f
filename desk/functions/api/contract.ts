import * as z from 'zod/mini';
import { defineContract } from '../../../contracts/kit/contract.ts';
import { QUERY_LIMITS, READ_LIMITS, WRITE_LIMITS } from '../../../contracts/kit/default-limits.ts';
import { instant } from '../../../contracts/kit/instant.ts';
import { view } from '../../../contracts/kit/view.ts';
import { anyText, id, line, text } from '../../../contracts/kit/words.ts';
import { authorityOperations } from './authority/authority-contract.ts';
import { listOperations } from './authority/lists-contract.ts';
import { rectificationOperations } from './authority/rectification-contract.ts';
import { taskOperations } from './authority/task-contract.ts';
import {
  callOutcome,
  callView,
  caseView,
  conclusionKind,
  decisionView,
  flaggedView,
  leaseView,
  note,
  queueName,
  workRow,
} from './cases/case-schemas.ts';
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

const within = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
const rates = { acceptedPercent: within(0, 100), returnedPercent: within(0, 100) };
export const settings = z.strictObject({
  /** Of the settings that were seen; 0 as shipped. */
  version: z.int().check(z.minimum(0), z.maximum(2_147_483_647)),
  undoSeconds: within(0, 3600),
  leaseMinutes: within(1, 240),
  fromHour: within(0, 23),
  toHour: within(1, 24),
  reviewWorkdays: within(1, 30),
  callAgainMinutes: within(1, 1440),
  revealsPerDay: within(0, 10000),
  sampling: z.strictObject({ ...rates, firstCases: within(0, 1000) }),
  /** Other rates of single reviewers. */
  samplingOf: z.array(z.strictObject({ staffId: id, ...rates })).check(z.maxLength(500)),
});

export const contract = defineContract({
  ...authorityOperations,
  ...rectificationOperations,
  ...listOperations,
  ...proposalOperations,
  ...taskOperations,
  listQueues: {
    method: 'GET',
    path: '/v1/queues',
    summary: '我的在办和各队列的件数',
    caller: 'staff',
    right: 'work-case',
    limits: READ_LIMITS,
    reply: z.strictObject({
      queues: z.array(z.strictObject({ queue: queueName, count: z.int(), overdue: z.int(), dueToday: z.int() })),
    }),
  },
  listQueue: {
    method: 'GET',
    path: '/v1/queues/{queue}',
    summary: '一个队列，按逾期、今天到期、风险、等待时间排列',
    caller: 'staff',
    right: 'work-case',
    limits: READ_LIMITS,
    params: z.object({ queue: queueName }),
    query: z.strictObject({ after: z.optional(line(200)) }),
    reply: z.strictObject({ rows: z.array(workRow), next: z.optional(anyText) }),
  },
  takeNext: {
    method: 'POST',
    path: '/v1/cases/next',
    summary: '取下一件并领租约；没有时回复中没有 case',
    caller: 'staff',
    right: 'work-case',
    limits: WRITE_LIMITS,
    body: z.strictObject({ queue: z.optional(queueName) }),
    reply: z.strictObject({ case: z.optional(workRow) }),
  },
  findCases: {
    method: 'POST',
    path: '/v1/cases/search',
    summary: '按备案编号、域名、主办者名称、证件号码或电话查找，须完整一致；客服只能按备案编号和域名',
    caller: 'staff',
    right: 'find-order',
    limits: QUERY_LIMITS,
    body: z.strictObject({ text: line(100) }),
    reply: z.strictObject({ cases: z.array(workRow) }),
  },
  showCase: {
    method: 'GET',
    path: '/v1/cases/{caseId}',
    summary: '一件：材料、核对项、关联、备注、经过；个人信息已脱敏',
    caller: 'staff',
    right: 'read-case',
    limits: READ_LIMITS,
    params: caseId,
    reply: caseView,
  },
  takeCase: {
    method: 'POST',
    path: '/v1/cases/{caseId}/lease',
    summary: '领回自己办过的一件，或复审队列中的一件',
    caller: 'staff',
    right: 'work-case',
    limits: WRITE_LIMITS,
    params: caseId,
    reply: leaseView,
  },
  renewLease: {
    method: 'PUT',
    path: '/v1/cases/{caseId}/lease',
    summary: '延长租约',
    caller: 'staff',
    right: 'work-case',
    limits: WRITE_LIMITS,
    params: caseId,
    reply: leaseView,
  },
  releaseLease: {
    method: 'DELETE',
    path: '/v1/cases/{caseId}/lease',
    summary: '放回队列',
    caller: 'staff',
    right: 'work-case',
    limits: WRITE_LIMITS,
    params: caseId,
    reply: z.strictObject({ released: z.literal(true) }),
  },
  judgeRow: {
    method: 'PUT',
    path: '/v1/cases/{caseId}/rows/{row}',
    summary: '判断一项',
    caller: 'staff',
    right: 'work-case',
    limits: WRITE_LIMITS,
    params: z.object({ ...caseId.shape, row }),
    body: z.strictObject({ conclusion: conclusionKind, spentSeconds: seconds }),
    reply: z.strictObject({ row: anyText, conclusion: conclusionKind, missing: z.array(anyText), lease: leaseView }),
  },
  addNote: {
    method: 'POST',
    path: '/v1/cases/{caseId}/notes',
    summary: '写备注，申请人看不到',
    caller: 'staff',
    right: 'work-case',
    limits: WRITE_LIMITS,
    params: caseId,
    body: z.strictObject({ text: text(1000).check(z.minLength(1)) }),
    reply: z.strictObject({ notes: z.array(note) }),
    status: 201,
  },
  reveal: {
    method: 'POST',
    path: '/v1/cases/{caseId}/reveals',
    summary: '显示一项的完整内容 60 秒：说明原因，记录并计数',
    caller: 'staff',
    right: 'reveal-value',
    limits: WRITE_LIMITS,
    params: caseId,
    body: z.strictObject({ row, reason: revealReason }),
    reply: z.strictObject({ view, revealsToday: z.int() }),
  },
  openPaper: {
    method: 'POST',
    path: '/v1/cases/{caseId}/documents/{documentId}/view',
    summary: '打开一份材料，图片带有查看人和时间的水印，身份证号码后四位遮住；链接 60 秒有效，记录在案',
    caller: 'staff',
    right: 'read-case',
    limits: WRITE_LIMITS,
    params: z.object({ ...caseId.shape, documentId: line(100) }),
    reply: view,
  },
  uncoverPaper: {
    method: 'POST',
    path: '/v1/cases/{caseId}/documents/{documentId}/reveals',
    summary: '显示一张身份证图片被遮住的部分 60 秒：说明原因，记录并计数，图片带有水印',
    caller: 'staff',
    right: 'reveal-value',
    limits: WRITE_LIMITS,
    params: z.object({ ...caseId.shape, documentId: line(100) }),
    body: z.strictObject({ reason: revealReason }),
    reply: z.strictObject({ view, revealsToday: z.int() }),
  },
  previewReturn: {
    method: 'POST',
    path: '/v1/cases/{caseId}/return-preview',
    summary: '预览申请人将看到的退回或不予受理的内容',
    caller: 'staff',
    right: 'decide-case',
    limits: READ_LIMITS,
    params: caseId,
    body: z.strictObject({ items: returnItems, kind: z.optional(z.enum(['returned', 'declined'])) }),
    reply: z.strictObject({ flagged: z.array(flaggedView) }),
  },
  decide: {
    method: 'POST',
    path: '/v1/cases/{caseId}/decision',
    summary:
      '决定：通过（可同时更正明显的笔误）、退回，或不予受理（组长）；须两人办理的进入复审，更正和不予受理一律复审',
    caller: 'staff',
    right: 'decide-case',
    limits: WRITE_LIMITS,
    params: caseId,
    body: z.strictObject({
      version,
      kind: z.enum(['accepted', 'returned', 'declined']),
      items: z.optional(returnItems),
      /** Of `accepted` only; two must agree then. */
      amendments: z.optional(z.array(writtenAmendment).check(z.maxLength(20))),
      comment: z.optional(text(1000)),
      /** An ordinary case that its reviewer wants a second person to see. */
      asksSecondView: z.optional(z.boolean()),
      /** The row at which the second person begins; needed with `asksSecondView`. */
      askedRow: z.optional(row),
    }),
    reply: decisionView,
  },
  takeBack: {
    method: 'DELETE',
    path: '/v1/cases/{caseId}/decision',
    summary: '发出前收回自己的决定；组长可收回别人的',
    caller: 'staff',
    right: 'decide-case',
    limits: WRITE_LIMITS,
    params: caseId,
    reply: z.strictObject({ takenBack: z.literal(true) }),
  },
  viewSecond: {
    method: 'POST',
    path: '/v1/cases/{caseId}/second-view',
    summary: '复审：同意，或退给初审人；意见必填',
    caller: 'staff',
    right: 'view-second',
    limits: WRITE_LIMITS,
    params: caseId,
    body: z.strictObject({ decisionId: id, agrees: z.boolean(), comment: text(1000).check(z.minLength(1)) }),
    reply: decisionView,
  },
  startCall: {
    method: 'POST',
    path: '/v1/cases/{caseId}/calls',
    summary: '开始致电：返回要问的内容，号码另行显示',
    caller: 'staff',
    right: 'work-case',
    limits: WRITE_LIMITS,
    params: caseId,
    body: z.strictObject({ row }),
    reply: callView,
    status: 201,
  },
  connectCall: {
    method: 'PUT',
    path: '/v1/cases/{caseId}/calls/{callId}/connection',
    summary: '已接通，时限停表',
    caller: 'staff',
    right: 'work-case',
    limits: WRITE_LIMITS,
    params: z.object({ ...caseId.shape, callId: id }),
    reply: callView,
  },
  endCall: {
    method: 'PUT',
    path: '/v1/cases/{caseId}/calls/{callId}',
    summary: '结束致电：结果和逐项答复',
    caller: 'staff',
    right: 'work-case',
    limits: WRITE_LIMITS,
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
      /** Of the next call, at which the clock goes on. */
      callAgainAt: z.optional(instant),
      /** After the second missed call: the return to look at and send. */
      preparedReturn: z.optional(z.array(flaggedView)),
    }),
  },
  listColleagues: {
    method: 'GET',
    path: '/v1/cases/{caseId}/colleagues',
    summary: '可以办理这一件的同事（组长）',
    caller: 'staff',
    right: 'assign-case',
    limits: READ_LIMITS,
    params: caseId,
    reply: z.strictObject({
      colleagues: z.array(z.strictObject({ staffId: id, displayName: anyText, isHere: z.boolean(), inHand: z.int() })),
    }),
  },
  assignCase: {
    method: 'PUT',
    path: '/v1/cases/{caseId}/assignment',
    summary: '改派给一位同事：现在的租约结束，先留给他（组长）',
    caller: 'staff',
    right: 'assign-case',
    limits: WRITE_LIMITS,
    params: caseId,
    body: z.strictObject({ staffId: id }),
    reply: workRow,
  },
  hold: {
    method: 'PUT',
    path: '/v1/cases/{caseId}/hold',
    summary: '挂起并停表（组长）',
    caller: 'staff',
    right: 'assign-case',
    limits: WRITE_LIMITS,
    params: caseId,
    body: z.strictObject({ reason: line(200) }),
    reply: workRow,
  },
  endHold: {
    method: 'DELETE',
    path: '/v1/cases/{caseId}/hold',
    summary: '取消挂起，继续计时（组长）',
    caller: 'staff',
    right: 'assign-case',
    limits: WRITE_LIMITS,
    params: caseId,
    reply: workRow,
  },
  listReasons: {
    method: 'GET',
    path: '/v1/reasons',
    summary: '退回和不予受理的原因目录',
    caller: 'staff',
    right: 'read-case',
    limits: READ_LIMITS,
    reply: z.strictObject({ reasons: z.array(catalogueReason) }),
  },
  listReasonVersions: {
    method: 'GET',
    path: '/v1/reasons/{reasonId}/versions',
    summary: '一条原因的历次版本',
    caller: 'staff',
    right: 'edit-reasons',
    limits: READ_LIMITS,
    params: z.object({ reasonId }),
    reply: z.strictObject({ versions: z.array(catalogueReason) }),
  },
  saveReason: {
    method: 'PUT',
    path: '/v1/reasons/{reasonId}',
    summary: '新增或修改一条原因，成为新版本（组长）；用过的只停用',
    caller: 'staff',
    right: 'edit-reasons',
    limits: WRITE_LIMITS,
    params: z.object({ reasonId }),
    body: z.strictObject({
      /** 0 for a new one. */
      version: z.int().check(z.minimum(0), z.maximum(2_147_483_647)),
      /** Of a new one; a version has that of the one before. */
      kind: z.optional(z.enum(['return', 'decline'])),
      topic: line(20),
      fields: z.array(line(200)).check(z.maxLength(20)),
      reason: line(500),
      suggestion: line(500),
      isRetired: z.boolean(),
    }),
    reply: catalogueReason,
  },
  listSamples: {
    method: 'GET',
    path: '/v1/samples',
    summary: '被抽中、待质检的决定',
    caller: 'staff',
    right: 'sample-decisions',
    limits: READ_LIMITS,
    reply: z.strictObject({
      samples: z.array(
        z.strictObject({ decisionId: id, caseId: id, kind: anyText, drawnAt: instant, domains: z.array(anyText) }),
      ),
    }),
  },
  judgeSample: {
    method: 'PUT',
    path: '/v1/samples/{decisionId}',
    summary: '质检结果：无误、无害差错、有误',
    caller: 'staff',
    right: 'sample-decisions',
    limits: WRITE_LIMITS,
    params: z.object({ decisionId: id }),
    body: z.strictObject({
      result: z.enum(['right', 'wrong-harmless', 'wrong']),
      row: z.optional(row),
      comment: text(1000),
    }),
    reply: z.strictObject({ judged: z.literal(true) }),
  },
  showSettings: {
    method: 'GET',
    path: '/v1/settings',
    summary: '时限、抽检、收回的设置',
    caller: 'staff',
    right: 'see-statistics',
    limits: READ_LIMITS,
    reply: settings,
  },
  saveSettings: {
    method: 'PUT',
    path: '/v1/settings',
    summary: '修改设置（组长、管理员），记录在案',
    caller: 'staff',
    right: 'edit-settings',
    limits: WRITE_LIMITS,
    body: settings,
    reply: settings,
  },
  showFigures: {
    method: 'GET',
    path: '/v1/figures',
    summary: '看板：在办和逾期，一段时间内的决定、退回原因、抽检、用时；人员只有编号',
    caller: 'staff',
    right: 'see-statistics',
    limits: QUERY_LIMITS,
    query: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
    reply: figures,
  },
});
