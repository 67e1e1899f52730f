import { expect, it } from 'vitest';
import { recordWebhookMessage, WEBHOOK_EVENTS, webhookMessage } from './webhook-event.ts';

it('every state has an event, with the name that integrators subscribe to', () => {
  expect(WEBHOOK_EVENTS).toEqual([
    'filing.draft',
    'filing.submitted',
    'filing.returned',
    'filing.queued',
    'filing.sms_verification',
    'filing.authority_review',
    'filing.authority_returned',
    'filing.approved',
    'filing.declined',
    'filing.revoked',
    'filing.abandoned',
    'filing.expired',
    'record.changed',
    'record.ended',
    'record.notice',
  ]);
});

it('a message has one key for each endpoint and version, and contains only ids and codes', () => {
  const updatedAt = new Date('2026-11-25T02:00:00Z');

  expect(webhookMessage('e1', { id: 'f1', state: 'approved', round: 2, version: 9, updatedAt })).toEqual({
    topic: 'webhook',
    key: 'msg_e1_f1_9',
    payload: {
      endpointId: 'e1',
      filingId: 'f1',
      state: 'approved',
      round: 2,
      version: 9,
      at: '2026-11-25T02:00:00.000Z',
    },
  });
});

it('a message about a record is told apart from that about the filing which began it', () => {
  const news = {
    recordId: 'f1',
    event: 'record.notice',
    cause: 'inspection',
    state: 'live',
    version: 9,
    at: 'now',
  } as const;

  expect(recordWebhookMessage('e1', { ...news, notice: 2 })).toEqual({
    topic: 'webhook',
    key: 'msg_e1_f1_r9',
    payload: { endpointId: 'e1', ...news, notice: 2 },
  });
  expect(recordWebhookMessage('e1', news).payload).not.toHaveProperty('notice');
});
