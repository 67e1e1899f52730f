import * as z from 'zod/mini';
import { asStaff } from '../../../../contracts/kit/callers.ts';
import { defineContract } from '../../../../contracts/kit/contract.ts';
import { instant } from '../../../../contracts/kit/instant.ts';
import { anyText } from '../../../../contracts/kit/words.ts';
import { TASK_QUEUES } from '../../../domain/authority/task-queue.ts';
import { clockView } from '../cases/case-schemas.ts';

export const queue = z.enum(TASK_QUEUES);

/** One line of a list, as those of cases have it. */
export const taskRow = z.strictObject({
  /** Id of the case for `authority-returned`; for the others, of a notice or an entry. */
  taskId: anyText,
  /** A domain, or the number of a record; a certificate is masked. */
  subject: anyText,
  /** How many more domains there are. */
  more: z.int(),
  /** An organizer, of whom a person's name is masked; or the number of a record. */
  about: anyText,
  /** Type of a filing, kind of a notice, or name of a list. */
  kind: anyText,
  /** Why it is in this list, in words. */
  reason: anyText,
  risk: z.int(),
  since: z.optional(instant),
  /** Working time for a return; for the others, the date of the authority. */
  clock: clockView,
});

/** What the authority has sent and somebody is to do. At most 200 of each are shown, and a thousand counted. */
export const taskOperations = defineContract({
  listTaskQueues: {
    ...asStaff('match-return', 'GET', '/v1/task-queues'),
    summary: '管局退回、整改和名单的件数；没有权限的队列不列',
    reply: z.strictObject({
      queues: z.array(z.strictObject({ queue, count: z.int(), overdue: z.int(), dueToday: z.int() })),
    }),
  },
  listTasks: {
    ...asStaff('match-return', 'GET', '/v1/task-queues/{queue}'),
    summary: '管局退回、整改或名单的一个队列，按逾期、今天到期、风险、等待时间排列',
    params: z.object({ queue }),
    reply: z.strictObject({ rows: z.array(taskRow) }),
  },
});
