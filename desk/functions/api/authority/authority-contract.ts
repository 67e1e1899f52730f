import * as z from 'zod/mini';
import { defineContract } from '../../../../contracts/kit/contract.ts';
import { READ_LIMITS, WRITE_LIMITS } from '../../../../contracts/kit/default-limits.ts';
import { instant } from '../../../../contracts/kit/instant.ts';
import { view } from '../../../../contracts/kit/view.ts';
import { anyText, id, line, text } from '../../../../contracts/kit/words.ts';
import { ANSWER_KINDS } from '../../../domain/authority.ts';
import { flaggedView } from '../cases/case-schemas.ts';

const caseId = z.object({ caseId: id });
const MOST = 2_147_483_647;
const count = z.int().check(z.minimum(1), z.maximum(MOST));
const hour = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
export const answerKind = z.enum(ANSWER_KINDS);

export const hold = z.strictObject({ reason: line(200), until: z.optional(z.iso.datetime()) });
export const authoritySettings = z.strictObject({
  /** Of the settings that were seen; 0 as shipped. */
  version: z.int().check(z.minimum(0), z.maximum(MOST)),
  fromHour: hour(0, 23),
  toHour: hour(1, 24),
  onWorkdaysOnly: z.boolean(),
  /** Nothing is handed in meanwhile. */
  hold: z.optional(hold),
  proposesAfter: hour(1, 100),
});

/** A filing that is to be handed in, or was. */
export const submissionView = z.strictObject({
  caseId: id,
  filingType: anyText,
  /** Six-digit code of the province. */
  province: anyText,
  domains: z.array(anyText),
  /** A person's name is masked. */
  organizer: anyText,
  number: z.optional(z.int()),
  state: z.enum(['waiting', 'sent', 'taken-back']),
  stage: z.enum(['handed-in', 'sms', 'reviewing', 'accepted', 'approved', 'over']),
  /** The applicant has withdrawn: it is to be taken back at the authority. */
  isTakenBack: z.boolean(),
  queuedAt: instant,
  sentAt: z.optional(instant),
  /**
   * Why it waits for staff once more. `numbers-refused`: the filing service does not take the numbers that were typed, which can be
   * typed again · `verdict-refused`: it does not take another verdict.
   */
  failure: z.optional(z.enum(['numbers-refused', 'verdict-refused'])),
  /** What can be typed as the authority's answer now. */
  possibleAnswers: z.array(z.strictObject({ kind: answerKind, label: anyText, needsWords: z.boolean() })),
  /** Typed, and not applied yet: the last can be taken back. */
  pending: z.array(z.strictObject({ sequence: z.int(), kind: answerKind, label: anyText, appliesAt: instant })),
  /** Whether an approval must have numbers, and for which websites. */
  needsNumbers: z.boolean(),
  websites: z.array(z.strictObject({ websiteId: anyText, domain: anyText })),
});

export const answerView = z.strictObject({
  caseId: z.optional(id),
  domains: z.array(anyText),
  number: z.int(),
  sequence: z.int(),
  kind: answerKind,
  label: anyText,
  at: instant,
  receivedAt: instant,
  state: z.enum(['waiting', 'to-match', 'applied', 'dropped']),
});

export const proposal = z.strictObject({
  /** One thing that the authority says. Personal values are covered. */
  piece: anyText,
  row: z.optional(anyText),
  label: z.optional(anyText),
  reasonId: z.optional(anyText),
  likeness: z.number(),
});

/** One item that staff have confirmed, in place of a piece of the authority's words. */
export const matchedItem = z.strictObject({
  /** Which piece it is, counted from 0; absent for one that was added. */
  piece: z.optional(z.int().check(z.minimum(0), z.maximum(200))),
  field: line(200),
  reasonId: line(20),
  suggestion: z.optional(line(500)),
});

export const returnView = z.strictObject({
  number: z.int(),
  sequence: z.int(),
  kind: answerKind,
  at: instant,
  words: anyText,
  proposals: z.array(proposal),
  /** Rows that may be flagged. */
  rows: z.array(z.strictObject({ row: anyText, label: anyText })),
});

export const phrase = z.strictObject({ phrase: anyText, reasonId: anyText, times: z.int(), isPromoted: z.boolean() });

/** What staff do at the authority's page. */
export const authorityOperations = defineContract({
  showAuthority: {
    method: 'GET',
    path: '/v1/authority',
    summary: '报送：发件箱、收件箱、时段和设置',
    caller: 'staff',
    right: 'match-return',
    limits: READ_LIMITS,
    reply: z.strictObject({
      standing: z.enum(['open', 'closed', 'held']),
      settings: authoritySettings,
      /** The highest number that has arrived. */
      lastSent: z.int(),
      submissions: z.array(submissionView),
      answers: z.array(answerView),
    }),
  },
  exportSubmission: {
    method: 'POST',
    path: '/v1/cases/{caseId}/submission/export',
    summary: '给出编号，导出资料和材料（ZIP），链接 60 秒有效，记录在案',
    caller: 'staff',
    right: 'work-authority',
    limits: WRITE_LIMITS,
    params: caseId,
    reply: z.strictObject({ number: z.int(), view }),
  },
  noteHandedIn: {
    method: 'PUT',
    path: '/v1/cases/{caseId}/submission/receipt',
    summary: '已在管局系统提交（申请人撤回的，已在管局撤销）',
    caller: 'staff',
    right: 'work-authority',
    limits: WRITE_LIMITS,
    params: caseId,
    body: z.strictObject({
      number: count,
      /** What was done there: it was handed in, or taken back. */
      isTakenBack: z.boolean(),
    }),
    reply: z.strictObject({ handedIn: z.literal(true) }),
  },
  typeAnswer: {
    method: 'POST',
    path: '/v1/cases/{caseId}/authority-answers',
    summary: '录入管局的结果，收回的时间过后生效；备案号按省份、主办者、后缀和是否重复核对',
    caller: 'staff',
    right: 'work-authority',
    limits: WRITE_LIMITS,
    params: caseId,
    body: z.strictObject({
      number: count,
      kind: answerKind,
      /** The authority's own words; required for a return. */
      words: z.optional(text(4000)),
      numbers: z.optional(z.strictObject({ organizer: line(50), websites: z.record(line(100), line(50)) })),
    }),
    reply: z.strictObject({ sequence: z.int(), appliesAt: instant }),
    status: 201,
  },
  dropAnswer: {
    method: 'DELETE',
    path: '/v1/cases/{caseId}/authority-answers/{sequence}',
    summary: '收回刚录入的结果',
    caller: 'staff',
    right: 'work-authority',
    limits: WRITE_LIMITS,
    params: z.object({ ...caseId.shape, sequence: z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MOST)) }),
    reply: z.strictObject({ dropped: z.literal(true) }),
  },
  showReturn: {
    method: 'GET',
    path: '/v1/cases/{caseId}/authority-return',
    summary: '管局退回：原话，和机器提出的原因与字段',
    caller: 'staff',
    right: 'match-return',
    limits: READ_LIMITS,
    params: caseId,
    reply: returnView,
  },
  confirmReturn: {
    method: 'POST',
    path: '/v1/cases/{caseId}/authority-return',
    summary: '确认管局退回对应的原因与字段，发给申请人',
    caller: 'staff',
    right: 'match-return',
    limits: WRITE_LIMITS,
    params: caseId,
    body: z.strictObject({
      number: count,
      sequence: count,
      items: z.array(matchedItem).check(z.maxLength(200)),
    }),
    reply: z.strictObject({ flagged: z.array(flaggedView) }),
  },
  listPhrases: {
    method: 'GET',
    path: '/v1/authority/phrases',
    summary: '管局的说法和大家对应的原因，不含个人信息',
    caller: 'staff',
    right: 'match-return',
    limits: READ_LIMITS,
    reply: z.strictObject({ phrases: z.array(phrase) }),
  },
  promotePhrase: {
    method: 'PUT',
    path: '/v1/authority/phrases',
    summary: '把一种说法写进目录，以后直接提出（组长）',
    caller: 'staff',
    right: 'edit-reasons',
    limits: WRITE_LIMITS,
    body: z.strictObject({ phrase: line(100), reasonId: line(20) }),
    reply: z.strictObject({ promoted: z.literal(true) }),
  },
  saveAuthoritySettings: {
    method: 'PUT',
    path: '/v1/authority/settings',
    summary: '报送时段、暂停报送，记录在案',
    caller: 'staff',
    right: 'work-authority',
    limits: WRITE_LIMITS,
    body: authoritySettings,
    reply: authoritySettings,
  },
});
