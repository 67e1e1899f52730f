import * as z from 'zod/mini';
import { RECORD_STATES } from '../../contracts/review-desk/record-change.ts';
import { RECORD_WEBHOOK_EVENTS, type WebhookEvent } from '../domain/messages/webhook-event.ts';
import { filingState } from './filing-state.ts';

/** What has happened to a filing: it is in another state. A message with a lower `version` than you have is old. */
export const filingNews = z.object({ filingId: z.guid(), state: filingState, round: z.int(), version: z.int() });

/** What has happened to a record. */
export const recordNews = z.object({
  recordId: z.guid(),
  /** What made the version, as `GET /v1/records/{recordId}` lists it. */
  cause: z.string(),
  /** That of the whole record; `empty`: its organizer is filed and none of its websites is. */
  state: z.enum(RECORD_STATES),
  version: z.int(),
  /** The notice that it is about. */
  notice: z.optional(z.int()),
});

/** The message to an integrator's endpoint. */
export const webhookMessageOf = (event: WebhookEvent) =>
  z.object({
    type: z.literal(event),
    timestamp: z.iso.datetime(),
    data: (RECORD_WEBHOOK_EVENTS as readonly string[]).includes(event) ? recordNews : filingNews,
  });
