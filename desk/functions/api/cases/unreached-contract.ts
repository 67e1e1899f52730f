import * as z from 'zod/mini';
import { asStaff } from '../../../../contracts/kit/callers.ts';
import { defineContract } from '../../../../contracts/kit/contract.ts';
import { instant } from '../../../../contracts/kit/instant.ts';
import { anyText, id } from '../../../../contracts/kit/words.ts';
import { toldMessage, unreachedMessage } from '../../../../contracts/review-desk/unreached-message.ts';

const { key, role, what, tried } = unreachedMessage.shape;

/** What reached nobody: for those who may look at numbers of any case. */
export const unreachedOperations = defineContract({
  listUnreached: {
    ...asStaff('work-lists', 'GET', '/v1/unreached-messages'),
    summary: '近 30 天没有送到任何人的消息：给谁（已脱敏）、什么事、试过的方式',
    reply: z.strictObject({
      rows: z.array(
        z.strictObject({
          key,
          role,
          what,
          at: instant,
          tried,
          domains: z.array(anyText),
          /** An organizer, of whom a person's name is masked; or the number of a record. */
          about: anyText,
          /** Absent where the desk has no case, or its contents are deleted. */
          caseId: z.optional(id),
          /** Whom to call; `row` is what `reveal` shows. */
          person: z.optional(
            z.strictObject({ isPrincipal: z.boolean(), name: anyText, mobile: anyText, row: anyText }),
          ),
        }),
      ),
    }),
  },
  noteTold: {
    ...asStaff('work-lists', 'POST', '/v1/told-messages'),
    summary: '已电话告知一条没有送到的消息，记录在案；我的备案里也不再提示',
    body: z.strictObject(toldMessage.shape),
    reply: z.strictObject({ told: z.literal(true) }),
  },
});
