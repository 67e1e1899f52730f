import * as z from 'zod/mini';
import { LISTED_KINDS, LISTS, MOST_LIST_CHARACTERS, RESULTS } from '../../shared/desk/domain/authority-lists.ts';
import { defineContract } from '../../shared/edge/contract.ts';
import { READ_LIMITS, WRITE_LIMITS } from '../../shared/edge/default-limits.ts';
import { instant } from '../../shared/schemas/instant.ts';
import { anyText, id } from '../../shared/schemas/words.ts';

const list = z.enum(LISTS);

/** Lists of the authority and what is to be done about them. A certificate is masked. */
export const listOperations = defineContract({
  showLists: {
    method: 'GET',
    path: '/v1/authority-lists',
    summary: '管局的名单（黑名单、未备案网站）和待处理的项，按期限排列',
    caller: 'staff',
    right: 'work-lists',
    limits: READ_LIMITS,
    reply: z.strictObject({
      lists: z.array(
        z.strictObject({
          list,
          version: z.int(),
          entries: z.int(),
          dueAt: z.optional(instant),
          importedAt: z.optional(instant),
          from: z.optional(z.enum(['staff', 'authority'])),
        }),
      ),
      tasks: z.array(
        z.strictObject({
          entryId: id,
          list,
          kind: z.enum(LISTED_KINDS),
          value: anyText,
          dueAt: instant,
          isOverdue: z.boolean(),
          records: z.array(z.strictObject({ recordId: id, number: anyText })),
          cases: z.array(z.strictObject({ caseId: id, state: z.enum(['open', 'decided', 'sent']) })),
        }),
      ),
    }),
  },
  replaceList: {
    method: 'PUT',
    path: '/v1/authority-lists/{list}',
    summary: '导入一份名单：代替原来的一份，不再列出的解除；有一行读不出，就都不导入',
    caller: 'staff',
    right: 'work-lists',
    limits: WRITE_LIMITS,
    params: z.object({ list }),
    body: z.strictObject({
      /** Of the list that was seen. */
      version: z.int().check(z.minimum(0), z.maximum(2_147_483_647)),
      dueAt: z.iso.datetime(),
      /** CSV: `种类,内容` in each line. It is not trimmed, so that its lines keep their numbers. */
      text: z.string().check(z.maxLength(MOST_LIST_CHARACTERS)),
    }),
    reply: z.strictObject({ added: z.int(), released: z.int() }),
  },
  handleListed: {
    method: 'PUT',
    path: '/v1/authority-lists/{list}/entries/{entryId}',
    summary: '记下名单中一项的处理结果',
    caller: 'staff',
    right: 'work-lists',
    limits: WRITE_LIMITS,
    params: z.object({ list, entryId: id }),
    body: z.strictObject({ result: z.enum(RESULTS) }),
    reply: z.strictObject({ handled: z.literal(true) }),
  },
});
