import * as z from 'zod/mini';
import { defineContract } from '../../shared/edge/contract.ts';
import { READ_LIMITS, WRITE_LIMITS } from '../../shared/edge/default-limits.ts';
import { instant } from '../../shared/schemas/instant.ts';
import { anyText, id, line } from '../../shared/schemas/words.ts';

const MOST = 2_147_483_647;
const website = z.strictObject({ number: anyText, domains: z.array(anyText), state: z.enum(['live', 'ended']) });
const record = z.strictObject({
  recordId: id,
  number: anyText,
  state: z.enum(['live', 'ended']),
  websites: z.array(website),
  /** Of the last event that was told; to send with the next. */
  lastTold: z.int(),
});
const told = {
  websites: z.optional(z.array(line(50)).check(z.maxLength(500))),
  items: z.array(line(500)).check(z.minLength(1), z.maxLength(50)),
};
const seen = z.int().check(z.minimum(0), z.maximum(MOST));

/** What the authority wants to have mended of a record. Nothing here is about a person. */
export const rectificationOperations = defineContract({
  listRectifications: {
    method: 'GET',
    path: '/v1/rectifications',
    summary: '整改和检查：没有结束的，按期限排列',
    caller: 'staff',
    right: 'work-lists',
    limits: READ_LIMITS,
    reply: z.strictObject({
      notices: z.array(
        z.strictObject({
          recordId: id,
          number: anyText,
          domains: z.array(anyText),
          notice: z.int(),
          state: z.enum(['open', 'answered']),
          isOverdue: z.boolean(),
          dueAt: z.optional(instant),
          answeredAt: z.optional(instant),
          /** What the organizer says about it. */
          word: z.optional(anyText),
          items: z.array(anyText),
          lastTold: z.int(),
        }),
      ),
    }),
  },
  findRecord: {
    method: 'GET',
    path: '/v1/records',
    summary: '按备案号查一份备案：网站和域名',
    caller: 'staff',
    right: 'work-lists',
    limits: READ_LIMITS,
    query: z.strictObject({ number: line(50) }),
    reply: record,
  },
  tellOfRecord: {
    method: 'POST',
    path: '/v1/records/{recordId}/events',
    summary: '登记管局的整改通知或检查，或结束一项；主办者会收到通知',
    caller: 'staff',
    right: 'work-lists',
    limits: WRITE_LIMITS,
    params: z.object({ recordId: id }),
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('notice'), lastTold: seen, ...told }),
      z.strictObject({ kind: z.literal('inspection'), lastTold: seen, ...told, dueAt: z.iso.datetime() }),
      z.strictObject({
        kind: z.literal('notice-closed'),
        lastTold: seen,
        notice: z.int().check(z.minimum(1), z.maximum(MOST)),
      }),
    ]),
    reply: z.strictObject({ sequence: z.int() }),
    status: 201,
  },
});
