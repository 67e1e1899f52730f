import * as z from 'zod/mini';
import { defineContract } from '../../../../contracts/kit/contract.ts';
import { QUERY_LIMITS, READ_LIMITS, WRITE_LIMITS } from '../../../../contracts/kit/default-limits.ts';
import { instant } from '../../../../contracts/kit/instant.ts';
import { anyText, id, line } from '../../../../contracts/kit/words.ts';
import { LISTED_KINDS, LISTS, MOST_LIST_CHARACTERS, MOST_LISTED } from '../../../domain/authority-lists.ts';
import { KINDS_OF_TWO } from '../../../domain/proposal.ts';
import { LINE_STANDINGS } from '../../../domain/proposed-lines.ts';

const list = z.enum(LISTS);
const seen = z.int().check(z.minimum(0), z.maximum(2_147_483_647));
const whose = z.enum(['provider', 'authority', 'elsewhere']);
const ended = {
  lastTold: seen,
  /** Numbers of websites; without any, the whole record. */
  websites: z.optional(z.array(line(50)).check(z.maxLength(500))),
  /** The organizer reads it. */
  reason: z.optional(line(500)),
};

/** What takes effect only when a second person confirms it. */
export const proposalOperations = defineContract({
  proposeEvent: {
    method: 'POST',
    path: '/v1/records/{recordId}/proposals',
    summary: '提出强制注销或接入已结束：另一人确认后才生效，主办者那时收到通知',
    caller: 'staff',
    right: 'work-lists',
    limits: WRITE_LIMITS,
    params: z.object({ recordId: id }),
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('cancelled'), ...ended }),
      z.strictObject({ kind: z.literal('access-ended'), by: whose, ...ended }),
    ]),
    reply: z.strictObject({ proposalId: id }),
    status: 201,
  },
  proposeList: {
    method: 'POST',
    path: '/v1/authority-lists/{list}/proposals',
    summary: '导入一份名单：另一人确认后代替原来的一份，不再列出的解除；有一行读不出，就都不导入',
    caller: 'staff',
    right: 'work-lists',
    limits: WRITE_LIMITS,
    params: z.object({ list }),
    body: z.strictObject({
      /** Of the list that was seen. */
      version: seen,
      dueAt: z.iso.datetime(),
      /** CSV: `种类,内容` in each line. It is not trimmed, so that its lines keep their numbers. */
      text: z.string().check(z.maxLength(MOST_LIST_CHARACTERS)),
    }),
    reply: z.strictObject({ proposalId: id, entries: z.int(), added: z.int(), released: z.int() }),
    status: 201,
  },
  listProposals: {
    method: 'GET',
    path: '/v1/proposals',
    summary: '等另一人确认的事',
    caller: 'staff',
    right: 'work-lists',
    limits: READ_LIMITS,
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
              kind: z.enum(KINDS_OF_TWO),
              by: z.optional(whose),
              websites: z.array(anyText),
              reason: z.optional(anyText),
            }),
          ),
          list: z.optional(
            z.strictObject({ list, entries: z.int(), added: z.int(), released: z.int(), dueAt: instant }),
          ),
        }),
      ),
    }),
  },
  showProposedLines: {
    method: 'POST',
    path: '/v1/proposals/{proposalId}/lines',
    summary:
      '一份等确认的名单的内容，分页：新增、保留和解除的每一项，证件号码已脱敏，以及涉及的备案和案件。查找域名可以只写一部分，证件号码须写完整',
    caller: 'staff',
    right: 'work-lists',
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
          /** How many cases it hits. */
          cases: z.int(),
        }),
      ),
      /** Of all pages. */
      total: z.int(),
      /** Of the next page; absent on the last. */
      next: z.optional(z.int()),
    }),
  },
  settleProposal: {
    method: 'PUT',
    path: '/v1/proposals/{proposalId}',
    summary: '确认（须不是提出的人）或作废；确认后立即生效',
    caller: 'staff',
    right: 'work-lists',
    limits: WRITE_LIMITS,
    params: z.object({ proposalId: id }),
    body: z.strictObject({ confirms: z.boolean() }),
    reply: z.strictObject({
      state: z.enum(['confirmed', 'dropped']),
      /** Of an event: its number. */
      sequence: z.optional(z.int()),
      /** Of a list. */
      added: z.optional(z.int()),
      released: z.optional(z.int()),
    }),
  },
});
