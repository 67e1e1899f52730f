import * as z from 'zod/mini';
import { asStaff } from '../../../../contracts/kit/callers.ts';
import { defineContract } from '../../../../contracts/kit/contract.ts';
import { instant } from '../../../../contracts/kit/instant.ts';
import { anyText, id, line } from '../../../../contracts/kit/words.ts';
import { LISTED_KINDS, LISTS, RESULTS } from '../../../domain/authority/authority-lists.ts';

const list = z.enum(LISTS);

/** Lists of the authority and what is to be done about them. A certificate is masked. */
export const listOperations = defineContract({
  showLists: {
    ...asStaff('work-lists', 'GET', '/v1/authority-lists'),
    summary: '管局的名单（黑名单、未备案网站）和待处理的项，按期限排列，分页',
    query: z.strictObject({ after: z.optional(line(100)) }),
    reply: z.strictObject({
      lists: z.array(
        z.strictObject({
          list,
          version: z.int(),
          entries: z.int(),
          dueAt: z.optional(instant),
          importedAt: z.optional(instant),
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
      /** Where the next page begins; absent on the last. */
      next: z.optional(anyText),
    }),
  },
  handleListed: {
    ...asStaff('work-lists', 'PUT', '/v1/authority-lists/{list}/entries/{entryId}'),
    summary: '记下名单中一项的处理结果',
    params: z.object({ list, entryId: id }),
    body: z.strictObject({ result: z.enum(RESULTS) }),
    reply: z.strictObject({ handled: z.literal(true) }),
  },
});
