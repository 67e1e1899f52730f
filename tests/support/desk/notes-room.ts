import * as z from 'zod/mini';
import { defineContract } from '../../../contracts/kit/contract.ts';
import { id, line } from '../../../contracts/kit/words.ts';
import { httpFunction } from '../../../platform/edge/http-function.ts';
import { signRequest } from '../../../platform/edge/signed-message.ts';
import type { UseCases } from '../../../platform/edge/use-case.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import { createSessionTokens } from '../../../shared/adapters/jsonwebtoken/session-tokens.ts';
import { identifyApplicant } from '../../../shared/application/session-caller.ts';
import { testClock } from '../clock.ts';
import { seenInMemory } from '../pictures/seen-in-memory.ts';
import { UNLIMITED } from '../unlimited.ts';
import { sessionsInMemory } from './open-sessions.ts';

const params = z.strictObject({ noteId: id });
const note = z.strictObject({
  title: line(5),
  kind: z.enum(['private', 'shared']),
  tags: z.optional(z.array(z.string()).check(z.minLength(1), z.maxLength(2))),
  pages: z.optional(z.int().check(z.positive())),
  due: z.optional(z.iso.date()),
  remind: z.optional(z.literal('yes', { error: '请先勾选提醒。' })),
});

/** A contract with one operation of every kind that the edge knows, except `once`. */
export const notesContract = defineContract({
  list: {
    method: 'GET',
    path: '/v1/notes',
    summary: '列出便签',
    caller: 'optional-session',
    limits: UNLIMITED,
    query: z.strictObject({
      kind: z.optional(z.enum(['private', 'shared'])),
      limit: z._default(z.coerce.number().check(z.int()), 10),
    }),
    reply: z.strictObject({ asks: z.nullable(z.string()), kind: z.optional(z.string()), limit: z.int() }),
  },
  read: {
    method: 'GET',
    path: '/v1/notes/{noteId}',
    summary: '查看便签',
    caller: 'session',
    limits: UNLIMITED,
    params,
    reply: z.strictObject({ noteId: id, owner: z.string(), title: z.string() }),
  },
  save: {
    method: 'PUT',
    path: '/v1/notes/{noteId}',
    summary: '保存便签',
    caller: 'session',
    limits: UNLIMITED,
    params,
    body: note,
    reply: z.extend(note, { noteId: id, owner: z.string() }),
    status: 201,
  },
  amend: {
    method: 'PUT',
    path: '/v1/notes/{noteId}/draft',
    summary: '修改便签',
    caller: 'session',
    limits: UNLIMITED,
    ifMatch: true,
    params,
    body: z.strictObject({ title: line(5) }),
    reply: z.strictObject({ title: z.string(), seen: z.int(), version: z.int() }),
  },
  ping: {
    method: 'GET',
    path: '/v1/ping',
    summary: '是否在运行',
    caller: 'anonymous',
    limits: UNLIMITED,
    reply: z.literal('在'),
  },
  kinds: {
    method: 'GET',
    path: '/v1/note-kinds',
    summary: '便签种类',
    caller: 'anonymous',
    limits: UNLIMITED,
    cacheSeconds: 60,
    reply: z.strictObject({ kinds: z.array(z.string()) }),
  },
  receive: {
    method: 'POST',
    path: '/v1/messages',
    summary: '接收消息',
    caller: 'desk',
    limits: UNLIMITED,
    body: z.object({ type: z.string() }),
    reply: z.strictObject({ type: z.string(), rawBody: z.string(), messageId: z.string() }),
  },
});

type NotesUseCases = UseCases<typeof notesContract, unknown>;

const USE_CASES: NotesUseCases = {
  list: async ({ applicantId, kind, limit }) => ({ asks: applicantId ?? null, kind, limit }),
  read: async ({ applicantId, noteId }) => ({ noteId, owner: applicantId, title: '标题' }),
  save: async ({ applicantId, noteId, body }) => ({ noteId, owner: applicantId, ...body }),
  amend: async ({ seenVersion, body }) => ({ ...body, seen: seenVersion, version: seenVersion + 1 }),
  ping: async () => '在' as const,
  kinds: async () => ({ kinds: ['private', 'shared'] }),
  receive: async ({ body, rawBody, messageId }) => ({ type: body.type, rawBody, messageId }),
};

export const NOTE_ID = '3f1d1f0e-8c1b-4c0e-9d55-1f0a4d6f2b11';

const tokensOf = (secretByte: number, clock: Clock) =>
  createSessionTokens({
    key: Buffer.alloc(32, secretByte),
    issuer: 'icp-filing',
    audience: 'icp-filing',
    lifetimeSeconds: 3600,
    clock,
  });

/** A handler for the notes, with real session tokens. Given use cases replace the successful ones. */
export function notesRoom(useCases: Partial<NotesUseCases> = {}) {
  const clock = testClock('2026-11-24T02:00:00Z');
  const messageChecks = { keys: [Buffer.alloc(32, 1)], seen: seenInMemory(), clock };
  const sessionTokens = tokensOf(1, clock);
  const bearer = async (tokens = sessionTokens) => ({
    authorization: `Bearer ${(await tokens.issue({ accountId: 'account-1', sessionId: 'session-1' })).token}`,
  });
  return {
    handler: httpFunction(
      { contract: notesContract, ports: {}, useCases: { ...USE_CASES, ...useCases } },
      {
        identify: async () => identifyApplicant({ tokens: sessionTokens, sessions: sessionsInMemory(), clock }),
        messageChecks: async () => messageChecks,
      },
    ),
    clock,
    sessionTokens,
    /** The header of a signed-in person; of account `account-1`. */
    signedIn: () => bearer(),
    /** The same, signed with another key. */
    forged: () => bearer(tokensOf(2, clock)),
    /** The headers of a message to this room. */
    signedMessage(body: string, id: string = crypto.randomUUID()) {
      const request = { id, method: 'POST', target: '/v1/messages', body };
      return { ...signRequest(messageChecks.keys, { ...request, at: clock.now() }) };
    },
  };
}
