import * as z from 'zod/mini';
import { asStaff } from '../../../../contracts/kit/callers.ts';
import { defineContract } from '../../../../contracts/kit/contract.ts';
import { perAccount } from '../../../../contracts/kit/default-limits.ts';
import { instant } from '../../../../contracts/kit/instant.ts';
import { view } from '../../../../contracts/kit/view.ts';
import { anyText, id, line, text } from '../../../../contracts/kit/words.ts';
import { ANSWER_KINDS } from '../../../domain/authority/authority.ts';
import { confirmsWords, flaggedView } from '../cases/case-schemas.ts';

const caseId = z.object({ caseId: id });
const MOST = 2_147_483_647;
const count = z.int().check(z.minimum(1), z.maximum(MOST));
const hour = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
export const answerKind = z.enum(ANSWER_KINDS);

export const hold = z.strictObject({ reason: line(200), until: z.optional(z.iso.datetime()) });
export const authoritySettings = z.strictObject({
  /** Version of the settings that were seen; 0 as shipped. */
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
  /** Public addresses of its servers. */
  servers: z.array(anyText),
  /** The numbers that were typed, the organizer's first; none once they are taken back. */
  numbers: z.array(anyText),
  number: z.optional(z.int()),
  state: z.enum(['waiting', 'sent', 'taken-back']),
  stage: z.enum(['handed-in', 'sms', 'reviewing', 'accepted', 'approved', 'over']),
  /** The applicant has withdrawn: it is to be taken back at the authority. */
  isTakenBack: z.boolean(),
  queuedAt: instant,
  sentAt: z.optional(instant),
  /**
   * Why it waits for staff once more. `numbers-refused`: the filing service does not take the numbers that were typed, which can be
   * typed again · `verdict-refused`: it does not take another verdict · `answer-dropped`: an answer that was typed could not come any
   * more, and brought nothing about.
   */
  failure: z.optional(z.enum(['numbers-refused', 'verdict-refused', 'answer-dropped'])),
  /** What can be typed as the authority's answer now. */
  possibleAnswers: z.array(z.strictObject({ kind: answerKind, label: anyText, needsWords: z.boolean() })),
  /** Typed, and not applied yet: the last can be taken back. */
  pending: z.array(
    z.strictObject({
      sequence: z.int(),
      kind: answerKind,
      label: anyText,
      appliesAt: instant,
      /** Not before somebody else has confirmed its numbers. */
      isToConfirm: z.boolean(),
    }),
  ),
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
  /** That it gives, the organizer's first. */
  numbers: z.array(anyText),
  state: z.enum(['waiting', 'to-confirm', 'to-match', 'applied', 'dropped']),
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

/** Numbers that somebody has typed, for whoever confirms them. */
export const typedNumbers = z.strictObject({
  caseId: id,
  number: z.int(),
  sequence: z.int(),
  filingType: anyText,
  /** A person's name is masked. */
  subject: anyText,
  typedBy: anyText,
  isMine: z.boolean(),
  organizer: anyText,
  websites: z.array(z.strictObject({ domain: anyText, number: anyText })),
});

export const phrase = z.strictObject({ phrase: anyText, reasonId: anyText, times: z.int(), isPromoted: z.boolean() });

/** What staff do at the authority's page. */
export const authorityOperations = defineContract({
  showAuthority: {
    ...asStaff('match-return', 'GET', '/v1/authority'),
    summary: '报送：发件箱、收件箱、时段和设置',
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
    ...asStaff('work-authority', 'POST', '/v1/cases/{caseId}/submission/export'),
    summary: '给出编号，导出资料和材料（ZIP），或只列出资料供逐项复制（fields），链接 60 秒有效，记录在案',
    params: caseId,
    query: z.strictObject({ as: z.optional(z.literal('fields')) }),
    reply: z.strictObject({ number: z.int(), view }),
  },
  exportLedger: {
    ...asStaff('work-authority', 'POST', '/v1/authority/ledger'),
    summary:
      '给出编号，把多件的资料导出成一份表格（XLSX），链接 60 秒有效；每件各记一次。与自己有关的和已撤回的不在其中',
    limits: perAccount(60, 600),
    body: z.strictObject({ caseIds: z.array(id).check(z.minLength(1), z.maxLength(100)) }),
    reply: z.strictObject({ exported: z.int(), leftOut: z.array(anyText), view }),
  },
  noteHandedIn: {
    ...asStaff('work-authority', 'PUT', '/v1/cases/{caseId}/submission/receipt'),
    summary: '已在管局系统提交（申请人撤回的，已在管局撤销）',
    params: caseId,
    body: z.strictObject({
      number: count,
      /** What was done there: it was handed in, or taken back. */
      isTakenBack: z.boolean(),
    }),
    reply: z.strictObject({ handedIn: z.literal(true) }),
  },
  typeAnswer: {
    ...asStaff('work-authority', 'POST', '/v1/cases/{caseId}/authority-answers'),
    summary:
      '录入管局的结果，收回的时间过后生效，同样的结果再录一次只算一次；备案号按省份、主办者、后缀和是否重复核对，另一人确认后才生效',
    params: caseId,
    body: z.strictObject({
      number: count,
      kind: answerKind,
      /** When the authority has said so; now, where nobody knows. */
      at: z.optional(z.iso.datetime()),
      /** The authority's own words; required for a return. */
      words: z.optional(text(4000)),
      numbers: z.optional(z.strictObject({ organizer: line(50), websites: z.record(line(100), line(50)) })),
    }),
    reply: z.strictObject({ sequence: z.int(), appliesAt: instant }),
    status: 201,
  },
  typeAnswers: {
    ...asStaff('work-authority', 'POST', '/v1/authority/answers'),
    summary: '成批录入管局的结果，一个编号一行：先看每行会怎样，再录入；不行的行不影响其他行',
    limits: perAccount(60, 600),
    body: z.strictObject({
      /** Says what each line would do, and keeps nothing. */
      isPreview: z.boolean(),
      /** A line for each submission: its number, then the result; the organizer's filing number before those of its websites. */
      table: text(40_000),
    }),
    reply: z.strictObject({
      lines: z.array(
        z.strictObject({
          /** Which line of the table, from 1. */
          line: z.int(),
          number: z.optional(z.int()),
          kind: z.optional(answerKind),
          label: z.optional(anyText),
          domains: z.array(anyText),
          /** A person's name is masked. */
          subject: anyText,
          /** Under which it is typed; in a preview, would be. */
          sequence: z.optional(z.int()),
          /** Why the line is refused; absent where it is, or can be, typed. */
          message: z.optional(anyText),
        }),
      ),
    }),
  },
  dropAnswer: {
    ...asStaff('work-authority', 'DELETE', '/v1/cases/{caseId}/authority-answers/{sequence}'),
    summary: '收回刚录入的结果',
    params: z.object({ ...caseId.shape, sequence: z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MOST)) }),
    reply: z.strictObject({ dropped: z.literal(true) }),
  },
  listNumbers: {
    ...asStaff('work-lists', 'GET', '/v1/authority-numbers'),
    summary: '录入后等另一人确认的备案号，与自己申报的号码有关的不列出',
    reply: z.strictObject({ numbers: z.array(typedNumbers) }),
  },
  confirmNumbers: {
    ...asStaff('work-lists', 'POST', '/v1/authority-numbers/confirmations'),
    summary: '确认看到的一批备案号（须不是录入的人）：有一件不行，就都不确认',
    body: z.strictObject({
      answers: z.array(z.strictObject({ number: count, sequence: count })).check(z.minLength(1), z.maxLength(200)),
    }),
    reply: z.strictObject({ confirmed: z.int() }),
  },
  showReturn: {
    ...asStaff('match-return', 'GET', '/v1/cases/{caseId}/authority-return'),
    summary: '管局退回：原话，和机器提出的原因与字段',
    params: caseId,
    reply: returnView,
  },
  confirmReturn: {
    ...asStaff('match-return', 'POST', '/v1/cases/{caseId}/authority-return'),
    summary: '确认管局退回对应的原因与字段，发给申请人',
    params: caseId,
    body: z.strictObject({
      number: count,
      sequence: count,
      items: z.array(matchedItem).check(z.maxLength(200)),
      confirmsWords,
    }),
    reply: z.strictObject({ flagged: z.array(flaggedView) }),
  },
  listPhrases: {
    ...asStaff('match-return', 'GET', '/v1/authority/phrases'),
    summary: '管局的说法和大家对应的原因，不含个人信息',
    reply: z.strictObject({ phrases: z.array(phrase) }),
  },
  promotePhrase: {
    ...asStaff('edit-reasons', 'PUT', '/v1/authority/phrases'),
    summary: '把一种说法写进目录，以后直接提出（组长）',
    body: z.strictObject({ phrase: line(100), reasonId: line(20) }),
    reply: z.strictObject({ promoted: z.literal(true) }),
  },
  saveAuthoritySettings: {
    ...asStaff('work-authority', 'PUT', '/v1/authority/settings'),
    summary: '报送时段、暂停报送，记录在案',
    body: authoritySettings,
    reply: authoritySettings,
  },
});
