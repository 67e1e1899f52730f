import * as z from 'zod/mini';
import { asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount, QUERY_LIMITS, WRITE_LIMITS } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { view } from '../../contracts/kit/view.ts';
import { anyText, id, line, lineAs, recordId, shownRecordId } from '../../contracts/kit/words.ts';
import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import { filingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import { NUMBER_REASONS } from '../../shared/domain/filing/filing.ts';
import { MOST_WORD_CHARACTERS } from '../../shared/domain/filing/repair.ts';
import { MOST_TAKEN_OVER } from '../../shared/domain/media/document.ts';
import { differenceInClear, filingInClear } from '../../shared/schemas/clear-views.ts';
import { cloudService } from '../../shared/schemas/eligibility.ts';
import { organizerForm, personForm, websiteDetails } from '../../shared/schemas/filing-forms.ts';
import { filingType } from '../../shared/schemas/filing-kinds.ts';
import { filingState } from '../../shared/schemas/filing-state.ts';
import { filingView, flaggedItem } from '../../shared/schemas/filing-view.ts';
import { finding } from '../../shared/schemas/finding.ts';
import { draftForm, draftSave } from '../../shared/schemas/form-draft.ts';

const placeInList = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(10_000));
const filingId = z.strictObject({ filingId: id });
const websiteId = z.strictObject({ filingId: id, websiteId: id });
/** A form while it is filled in; its values are in the view of the filing. */
export const draftState = z.strictObject({
  form: anyText,
  version: z.int(),
  gaps: z.array(anyText),
  conflicts: z.array(anyText),
});
/** A flagged item of a returned filing, and what came of it. What was typed about it is in a view. */
export const repairItem = z.strictObject({
  item: z.int(),
  field: anyText,
  name: anyText,
  reason: anyText,
  suggestion: z.optional(anyText),
  kind: z.enum(['field', 'section', 'picture', 'pictures', 'liveness', 'other']),
  state: z.enum(['open', 'changed', 'answered']),
});
/** A value that differs from the record; the values are in a view. */
export const difference = z.strictObject({ field: anyText, name: anyText });
/** A word to the reviewer about one item of the round that was returned. */
const answerAddress = z.strictObject({ filingId: id, round: placeInList, item: placeInList });
/** The reply to a save: the filing, and the findings about the saved section. */
export const savedFiling = z.strictObject({ filing: filingView, findings: z.array(finding) });

export const contract = defineContract({
  openFiling: {
    ...asApplicant('POST', '/v1/filings'),
    title: 'Open a filing',
    summary:
      '发起备案：用验证通过的 ticket 建立草稿；documentIds 是发起前上传的证件，转入这份备案。' +
      '主体已由本账号备案的，主体和负责人从备案信息带入。' +
      '变更备案用 recordId 发起：内容先与备案信息相同，之后改动的部分就是变更的内容；备案省份和证件号码不能变更',
    idempotent: true,
    limits: perAccount(60),
    body: z.union([
      z.strictObject({
        ticket: anyText.check(z.minLength(16), z.maxLength(32)),
        consentTextVersion: line(40),
        documentIds: z.optional(z.array(id).check(z.maxLength(MOST_TAKEN_OVER))),
      }),
      z.strictObject({
        recordId,
        filingType: z.enum(['change']),
        consentTextVersion: line(40),
        region: z.optional(line(6)),
        certificateNumber: z.optional(line(40)),
      }),
    ]),
    reply: filingView,
    status: 201,
  },
  listFilings: {
    ...asApplicant('GET', '/v1/filings'),
    title: 'List filings',
    summary: '我的备案列表',
    reply: z.strictObject({
      filings: z.array(
        z.strictObject({
          filingId: id,
          filingType,
          state: filingState,
          stateLabel: anyText,
          domain: anyText,
          updatedAt: instant,
          /** Until when the SMS verification is to be done. */
          dueAt: z.optional(instant),
          /** The record that it is about, or has begun. */
          recordId: z.optional(shownRecordId),
        }),
      ),
    }),
  },
  showFiling: {
    ...asApplicant('GET', '/v1/filings/{filingId}'),
    title: 'Get a filing',
    summary: '查看一份备案（已脱敏）；view 为限时的完整内容和正在填写的表单，供填表使用',
    limits: WRITE_LIMITS,
    params: filingId,
    reply: z.strictObject({
      filing: filingView,
      /** Whether one liveness check serves all websites of a person in this filing: a setting per province. */
      isOneLiveness: z.boolean(),
      drafts: z.array(draftState),
      view,
    }),
    view: filingInClear,
  },
  saveOrganizer: {
    ...asApplicant('PUT', '/v1/filings/{filingId}/organizer'),
    title: 'Save the organizer',
    summary: '保存主体信息；confirmed 列出本人填写或已对照证件核对的项',
    params: filingId,
    body: organizerForm,
    reply: savedFiling,
  },
  savePrincipal: {
    ...asApplicant('PUT', '/v1/filings/{filingId}/principal'),
    title: 'Save the principal',
    summary:
      '保存主体负责人；confirmed 列出本人填写或已对照证件核对的项。' +
      '变更备案里 asSiteOwner 为 true 时，原主体负责人担任的网站负责人也一次换成这个人',
    params: filingId,
    body: z.extend(personForm, { asSiteOwner: z.optional(z.literal(true)) }),
    reply: savedFiling,
  },
  saveDraft: {
    ...asApplicant('PUT', '/v1/filings/{filingId}/drafts/{form}'),
    title: 'Save some fields of a form',
    summary:
      '保存表单里的几项，可以没有填完：form 为 organizer、principal、website.{websiteId} 或 site-owner.{websiteId}。' +
      'If-Match 为页面上显示的版本；别处改过而页面还没有显示的项不会被覆盖，两边的内容都保留（conflicts），在 settled 里选定。' +
      'unseen 是别处改过、页面还没有显示的项。' +
      '填完整的表单同时保存到备案',
    seesDevice: true,
    ifMatch: true,
    params: z.strictObject({ filingId: id, form: draftForm }),
    body: draftSave,
    reply: z.extend(draftState, {
      unseen: z.array(anyText),
      filing: filingView,
      findings: z.array(finding),
      problems: z.array(z.strictObject({ field: anyText, message: anyText })),
    }),
  },
  addWebsite: {
    ...asApplicant('POST', '/v1/filings/{filingId}/websites'),
    title: 'Add a website',
    summary: '再添加一个网站（单位备案最多 10 个）',
    idempotent: true,
    params: filingId,
    body: z.strictObject({ domain: line(253), cloudService }),
    reply: savedFiling,
    status: 201,
  },
  saveWebsite: {
    ...asApplicant('PUT', '/v1/filings/{filingId}/websites/{websiteId}'),
    title: 'Save a website',
    summary: '保存网站信息',
    params: websiteId,
    body: websiteDetails,
    reply: savedFiling,
  },
  saveConnection: {
    ...asApplicant('PUT', '/v1/filings/{filingId}/websites/{websiteId}/connection'),
    title: "Change a website's domains and cloud service",
    summary: '变更备案：保存网站的域名（只能减少）和备案云服务',
    params: websiteId,
    body: z.strictObject({ domains: z.array(line(253)).check(z.maxLength(100)), cloudService }),
    reply: savedFiling,
  },
  saveCertificateNumber: {
    ...asApplicant('PUT', '/v1/filings/{filingId}/certificate-number'),
    title: "Change the organizer's certificate number",
    summary:
      '变更备案：保存单位的新证件号码和原因（re-issued 换发证照、replaced 更换主办单位，后者须当地管局允许并由运营方开通）；填写已备案的号码即取消',
    params: filingId,
    body: z.strictObject({ certificateNumber: lineAs(certificateForm, 18), reason: z.enum(NUMBER_REASONS) }),
    reply: savedFiling,
  },
  showDifference: {
    ...asApplicant('GET', '/v1/filings/{filingId}/difference'),
    title: 'Show what a change filing changes',
    summary: '变更备案：改动了哪些项（changes），发起以后备案信息又变化了哪些项（moved）；view 为每项变更前后的内容',
    limits: WRITE_LIMITS,
    params: filingId,
    reply: z.strictObject({
      recordId: shownRecordId,
      number: anyText,
      startedFrom: z.int(),
      version: z.int(),
      ended: z.boolean(),
      changes: z.array(difference),
      moved: z.array(difference),
      view,
    }),
    view: z.object({ changes: z.array(differenceInClear), moved: z.array(differenceInClear) }),
  },
  followRecord: {
    ...asApplicant('PUT', '/v1/filings/{filingId}/record-version'),
    title: 'Go on from the newest version of the record',
    summary: '变更备案：确认已看过备案信息的变化（version 为看过的版本），在新的备案信息上继续，自己改动的项保留',
    params: filingId,
    body: z.strictObject({ version: z.int().check(z.minimum(1), z.maximum(2_147_483_647)) }),
    reply: filingView,
  },
  removeWebsite: {
    ...asApplicant('DELETE', '/v1/filings/{filingId}/websites/{websiteId}'),
    title: 'Remove an added website',
    summary: '删除后来添加的网站',
    params: websiteId,
    reply: savedFiling,
  },
  saveSiteOwner: {
    ...asApplicant('PUT', '/v1/filings/{filingId}/websites/{websiteId}/site-owner'),
    title: 'Save a site owner',
    summary: '保存网站负责人（个人备案默认为本人，无需填写）；confirmed 列出本人填写或已对照证件核对的项',
    params: websiteId,
    body: personForm,
    reply: savedFiling,
  },
  overview: {
    ...asApplicant('GET', '/v1/filings/{filingId}/overview'),
    title: 'Show how far each step is',
    summary:
      '每一步做到哪里：手头资料能判断的问题、正在等待的（识别、核身、交给负责人手机的核身），退回的备案还有每条修改意见是否已处理',
    params: filingId,
    reply: z.strictObject({
      filingId: id,
      state: filingState,
      findings: z.array(finding),
      /** Fields that a form which was begun still lacks, by their paths. */
      gaps: z.array(anyText),
      waiting: z.array(z.strictObject({ field: anyText, until: z.optional(instant) })),
      repairs: z.array(repairItem),
    }),
  },
  showRepair: {
    ...asApplicant('GET', '/v1/filings/{filingId}/repair'),
    title: 'Show what was returned and what was repaired',
    summary:
      '按意见修改：每条修改意见和处理情况；view 为上次提交的内容、现在的内容和已写的说明，oldPictures 为上次提交的照片',
    limits: WRITE_LIMITS,
    params: filingId,
    reply: z.strictObject({
      round: z.int(),
      items: z.array(z.extend(repairItem, { oldPictures: z.array(id) })),
      view,
    }),
    view: z.object({
      items: z.array(
        z.object({
          item: z.int(),
          /** What was submitted. */
          before: z.optional(z.unknown()),
          /** What stands there now. */
          now: z.optional(z.unknown()),
          /** To the reviewer. */
          word: z.optional(anyText),
        }),
      ),
    }),
  },
  answerFlag: {
    ...asApplicant('PUT', '/v1/filings/{filingId}/rounds/{round}/answers/{item}'),
    title: 'Answer a flag without changing the field',
    summary: '对一条修改意见不作修改，给审核员写一句说明；再写一次会替换上一句',
    params: answerAddress,
    body: z.strictObject({ word: line(MOST_WORD_CHARACTERS) }),
    reply: z.strictObject({ repairs: z.array(repairItem) }),
  },
  takeBackAnswer: {
    ...asApplicant('DELETE', '/v1/filings/{filingId}/rounds/{round}/answers/{item}'),
    title: 'Take back the answer to a flag',
    summary: '收回对一条修改意见的说明',
    params: answerAddress,
    reply: z.strictObject({ repairs: z.array(repairItem) }),
  },
  preview: {
    ...asApplicant('GET', '/v1/filings/{filingId}/preview'),
    title: 'Preview a filing before submission',
    summary: '提交前预览：全部内容、缺少的部分和预检问题',
    limits: QUERY_LIMITS,
    atOnce: { per: 'account', most: 2 },
    params: filingId,
    reply: z.strictObject({
      filing: filingView,
      missing: z.array(z.strictObject({ field: anyText, message: anyText })),
      findings: z.array(finding),
      submittable: z.boolean(),
    }),
  },
  progress: {
    ...asApplicant('GET', '/v1/filings/{filingId}/progress'),
    title: 'Show the progress of a filing',
    summary: '办理进度：状态、时间线、截止日期和需要修改的内容',
    params: filingId,
    reply: z.strictObject({
      filingId: id,
      state: filingState,
      stateLabel: anyText,
      timeline: z.array(z.strictObject({ at: instant, state: filingState, label: anyText })),
      due: z.optional(z.strictObject({ day: anyText, at: z.optional(instant), label: anyText })),
      flagged: z.array(z.extend(flaggedItem, { name: anyText })),
      /** What a reviewer corrected in accepting, of all rounds; absent where nobody did. */
      amendments: z.optional(
        z.array(
          z.strictObject({
            name: anyText,
            domain: anyText,
            before: anyText,
            after: anyText,
            reason: anyText,
            at: instant,
          }),
        ),
      ),
      numbers: z.optional(filingNumbers),
      /** What has ended the filing without it: an access, after which the number stays, or more of the record. */
      stopped: z.optional(z.strictObject({ label: anyText, isAccess: z.boolean() })),
    }),
  },
  road: {
    ...asApplicant('GET', '/v1/filings/{filingId}/road'),
    title: 'Show the steps and dates of a filing',
    summary:
      '备案之路：提交、初审、短信核验、管局审核到成功（变更、注销等按其类型），已完成的日期和预计的日期，注销和取消接入没有预计的日期；本省近期满 50 份时按实际用时（一半、九成）估计',
    params: filingId,
    reply: z.strictObject({
      filingId: id,
      /** The state that it is about: it may have moved on since `progress` was asked. */
      now: filingState,
      steps: z.array(
        z.strictObject({
          id: z.enum(['submission', 'initial-review', 'sms-verification', 'authority-review', 'approved']),
          label: anyText,
          state: z.enum(['past', 'now', 'returned', 'ahead']),
          doneOn: z.optional(z.iso.date()),
          half: z.optional(z.iso.date()),
          by: z.optional(z.iso.date()),
          recent: z.optional(z.strictObject({ half: z.int(), nineOfTen: z.int() })),
        }),
      ),
      pastFilings: z.int(),
    }),
  },
});
