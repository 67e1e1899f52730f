import * as z from 'zod/mini';
import { asStaff } from '../../../../contracts/kit/callers.ts';
import { defineContract } from '../../../../contracts/kit/contract.ts';
import { QUERY_LIMITS } from '../../../../contracts/kit/default-limits.ts';
import { instant } from '../../../../contracts/kit/instant.ts';
import { anyText, id, line } from '../../../../contracts/kit/words.ts';
import { LISTED_KINDS, LISTS, MOST_LIST_CHARACTERS, MOST_LISTED } from '../../../domain/authority/authority-lists.ts';
import { LINE_STANDINGS } from '../../../domain/authority/proposed-lines.ts';
import { KINDS_OF_TWO } from '../../../domain/oversight/proposal.ts';
import { confirmsWords } from '../cases/case-schemas.ts';

const list = z.enum(LISTS);
const seen = z.int().check(z.minimum(0), z.maximum(2_147_483_647));
const whose = z.enum(['provider', 'authority', 'elsewhere']);
const ended = {
  lastTold: seen,
  /** Numbers of websites. Either these, or `whole`. */
  websites: z.optional(z.array(line(50)).check(z.minLength(1), z.maxLength(500))),
  /** The organizer with all its websites, or all accesses. */
  whole: z.optional(z.literal(true)),
  /** The organizer reads it. */
  reason: z.optional(line(500)),
  confirmsWords,
};

/** What takes effect only when a second person confirms it. */
export const proposalOperations = defineContract({
  proposeEvent: {
    ...asStaff('work-lists', 'POST', '/v1/records/{recordId}/proposals'),
    summary: '提出强制注销或接入已结束：另一人确认后才生效，主办者那时收到通知',
    params: z.object({ recordId: id }),
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('cancelled'), ...ended }),
      z.strictObject({ kind: z.literal('access-ended'), by: whose, ...ended }),
    ]),
    reply: z.strictObject({ proposalId: id }),
    status: 201,
  },
  proposeList: {
    ...asStaff('work-lists', 'POST', '/v1/authority-lists/{list}/proposals'),
    summary: '导入一份名单：另一人确认后代替原来的一份，不再列出的解除；有一行读不出，就都不导入',
    params: z.object({ list }),
    body: z.strictObject({
      /** Version of the list that was seen. */
      version: seen,
      dueAt: z.iso.datetime(),
      /** CSV: `种类,内容` in each line. It is not trimmed, so that its lines keep their numbers. */
      text: z.string().check(z.maxLength(MOST_LIST_CHARACTERS)),
    }),
    reply: z.strictObject({ proposalId: id, entries: z.int(), added: z.int(), released: z.int() }),
    status: 201,
  },
  listProposals: {
    ...asStaff('settle-proposals', 'GET', '/v1/proposals'),
    summary: '等另一人确认的事，只列可以由调用者确认的',
    reply: z.strictObject({
      proposals: z.array(
        z.strictObject({
          proposalId: id,
          proposedBy: anyText,
          proposedAt: instant,
          isMine: z.boolean(),
          event: z.optional(
            z.strictObject({
              recordId: id,
              number: anyText,
              /** The name of an enterprise; `个人` of an individual. */
              organizer: z.optional(anyText),
              kind: z.enum(KINDS_OF_TWO),
              by: z.optional(whose),
              whole: z.boolean(),
              /** What it ends. */
              websites: z.array(z.strictObject({ number: anyText, domains: z.array(anyText) })),
              reason: z.optional(anyText),
            }),
          ),
          list: z.optional(
            z.strictObject({ list, entries: z.int(), added: z.int(), released: z.int(), dueAt: instant }),
          ),
          /** What they loosen now, e.g. `收回（秒）：60 → 30`. */
          settings: z.optional(z.strictObject({ loosened: z.array(anyText) })),
        }),
      ),
    }),
  },
  showProposedLines: {
    ...asStaff('work-lists', 'POST', '/v1/proposals/{proposalId}/lines'),
    summary:
      '一份等确认的名单的内容，分页：新增、保留和解除的每一项，证件号码已脱敏，以及涉及的备案和案件。查找域名可以只写一部分，证件号码须写完整',
    limits: QUERY_LIMITS,
    params: z.object({ proposalId: id }),
    // What is looked for may be somebody's number: it stands in no address.
    body: z.strictObject({
      standing: z.optional(z.enum(LINE_STANDINGS)),
      text: z.optional(line(100)),
      /** The `next` of the page before. */
      after: z.optional(z.int().check(z.minimum(0), z.maximum(2 * MOST_LISTED))),
    }),
    reply: z.strictObject({
      lines: z.array(
        z.strictObject({
          /** Its place among all lines, from 1: first those of the file, then those that are released. */
          line: z.int(),
          kind: z.enum(LISTED_KINDS),
          value: anyText,
          standing: z.enum(LINE_STANDINGS),
          /** Live ones that it hits. */
          records: z.array(z.strictObject({ recordId: id, number: anyText })),
          /** How many cases it hits; left out for a number of whoever reads their own proposal, with its records. */
          cases: z.optional(z.int()),
        }),
      ),
      /** Entries on all pages. */
      total: z.int(),
      /** Where the next page begins; absent on the last. */
      next: z.optional(z.int()),
    }),
  },
  settleProposal: {
    ...asStaff('settle-proposals', 'PUT', '/v1/proposals/{proposalId}'),
    summary: '确认（须不是提出的人）或作废；确认后立即生效',
    params: z.object({ proposalId: id }),
    body: z.strictObject({ confirms: z.boolean() }),
    reply: z.strictObject({
      state: z.enum(['confirmed', 'dropped']),
      /** The event's number. */
      sequence: z.optional(z.int()),
      /** How many entries came to the list. */
      added: z.optional(z.int()),
      released: z.optional(z.int()),
    }),
  },
});
