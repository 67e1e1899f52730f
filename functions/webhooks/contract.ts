import * as z from 'zod/mini';
import { asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { view } from '../../contracts/kit/view.ts';
import { id } from '../../contracts/kit/words.ts';
import { WEBHOOK_EVENTS } from '../../shared/domain/messages/webhook-event.ts';

export const webhookEvent = z.enum(WEBHOOK_EVENTS);
export const webhookEndpoint = z.strictObject({
  endpointId: id,
  url: z.string(),
  events: z.array(webhookEvent),
  state: z.enum(['active', 'paused', 'disabled']),
  failingSince: z.optional(instant),
  pausedUntil: z.optional(instant),
  createdAt: instant,
});
const secretInClear = z.object({ secret: z.string() });
export const newWebhookSecret = z.strictObject({ ...webhookEndpoint.shape, view });

const messageId = z.string().check(z.regex(/^msg_[\w-]{36}_[\w-]{36}_r?\d{1,9}$/));
export const webhookMessage = z.strictObject({
  messageId,
  filingId: z.optional(id),
  recordId: z.optional(id),
  event: webhookEvent,
  version: z.int(),
  delivery: z.enum(['waiting', 'sent', 'parked', 'ended']),
  nextAttemptAt: z.optional(instant),
  createdAt: instant,
  attempts: z.array(
    z.strictObject({
      at: instant,
      durationMs: z.int(),
      status: z.optional(z.int()),
      failure: z.optional(z.enum(['timeout', 'throttled', 'refused', 'broken'])),
    }),
  ),
});

const ofEndpoint = z.strictObject({ endpointId: id });

export const contract = defineContract({
  registerEndpoint: {
    ...asApplicant('POST', '/v1/webhook-endpoints'),
    title: 'Register a webhook endpoint',
    summary:
      '登记接收推送的地址（最多 5 个）；签名密钥只在 view 中显示一次；须在 10 分钟内登录过。events 省略时推送全部事件',
    freshSignIn: true,
    idempotent: true,
    limits: perAccount(20),
    body: z.strictObject({
      url: z.url().check(z.maxLength(500)),
      events: z.optional(z.array(webhookEvent).check(z.minLength(1), z.maxLength(WEBHOOK_EVENTS.length))),
    }),
    reply: newWebhookSecret,
    view: secretInClear,
    status: 201,
  },
  listEndpoints: {
    ...asApplicant('GET', '/v1/webhook-endpoints'),
    title: 'List webhook endpoints',
    summary:
      '我登记的推送地址。paused：接收失败，暂停到 pausedUntil，之后自动续发；disabled：连续 5 天接收失败，已停用',
    reply: z.strictObject({ endpoints: z.array(webhookEndpoint) }),
  },
  removeEndpoint: {
    ...asApplicant('DELETE', '/v1/webhook-endpoints/{endpointId}'),
    title: 'Delete a webhook endpoint',
    summary: '删除推送地址；还没有推送的消息不再推送',
    params: ofEndpoint,
    reply: ofEndpoint,
  },
  changeSecret: {
    ...asApplicant('POST', '/v1/webhook-endpoints/{endpointId}/secret'),
    title: "Change an endpoint's secret",
    summary: '更换签名密钥；新密钥只在 view 中显示一次，原密钥 24 小时内仍同时用于签名；须在 10 分钟内登录过',
    freshSignIn: true,
    idempotent: true,
    limits: perAccount(20),
    params: ofEndpoint,
    reply: newWebhookSecret,
    view: secretInClear,
  },
  enableEndpoint: {
    ...asApplicant('POST', '/v1/webhook-endpoints/{endpointId}/activation'),
    title: 'Enable an endpoint again',
    summary: '重新启用已停用的推送地址，或立即结束暂停',
    params: ofEndpoint,
    reply: webhookEndpoint,
  },
  listMessages: {
    ...asApplicant('GET', '/v1/webhook-endpoints/{endpointId}/messages'),
    title: 'List the messages of an endpoint',
    summary: '最近 50 条推送消息和每次推送的结果。parked：多次推送失败或地址已停用，可以重新推送',
    params: ofEndpoint,
    reply: z.strictObject({ messages: z.array(webhookMessage) }),
  },
  redeliverMessage: {
    ...asApplicant('POST', '/v1/webhook-endpoints/{endpointId}/messages/{messageId}/redelivery'),
    title: 'Deliver a message again',
    summary: '重新推送一条消息；消息编号不变',
    limits: perAccount(600),
    params: z.strictObject({ endpointId: id, messageId }),
    reply: z.strictObject({ messageId }),
    status: 202,
  },
  replayMessages: {
    ...asApplicant('POST', '/v1/webhook-endpoints/{endpointId}/replays'),
    title: 'Deliver all failed messages again',
    summary: '重新推送某一时刻以来所有推送失败的消息',
    limits: perAccount(20),
    params: ofEndpoint,
    body: z.strictObject({
      since: z.pipe(
        z.iso.datetime(),
        z.transform((text) => new Date(text)),
      ),
    }),
    reply: z.strictObject({ messages: z.int() }),
    status: 202,
  },
});
