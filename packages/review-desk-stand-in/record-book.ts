import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { signedHeaders } from './signed-request.ts';
import type { WebhookSender } from './webhook-sender.ts';

const recordEvent = z.object({
  sequence: z.number(),
  kind: z.string(),
  /** ISO 8601. */
  at: z.string(),
  websites: z.array(z.string()),
  by: z.optional(z.string()),
  reason: z.optional(z.string()),
  items: z.optional(z.array(z.object({ field: z.optional(z.string()), reason: z.string() }))),
  dueAt: z.optional(z.string()),
  notice: z.optional(z.number()),
  /** Id of its webhook, the same for each attempt. */
  messageId: z.string(),
  delivered: z.boolean(),
});
type KeptEvent = z.infer<typeof recordEvent>;

/** `RecordChange` of docs/api/review-desk.yaml; what is added later is kept as it came. */
const recordChange = z.looseObject({
  position: z.number(),
  recordId: z.guid(),
  number: z.string(),
  version: z.number(),
  cause: z.string(),
  state: z.enum(['live', 'ended']),
  websites: z.array(z.looseObject({ number: z.string(), domains: z.array(z.string()) })),
  notices: z.array(z.looseObject({ notice: z.number(), state: z.string() })),
});
/** A record as the desk last read of it. */
export type BookedRecord = z.infer<typeof recordChange>;
const page = z.object({ changes: z.array(recordChange), next: z.number(), more: z.boolean() });

const book = z.object({
  /** Behind which the next changes are asked for. */
  next: z.number(),
  records: z.record(z.string(), recordChange),
  events: z.record(z.string(), z.array(recordEvent)),
});
type Book = z.infer<typeof book>;

/** What the desk's people tell of a record. */
export interface ToldEvent {
  /** Tests may send unknown kinds. */
  readonly kind: 'cancelled' | 'access-ended' | 'notice' | 'inspection' | 'notice-closed' | (string & {});
  /** Numbers of websites; all of the record by default. */
  readonly websites?: readonly string[];
  readonly by?: 'provider' | 'authority' | 'elsewhere';
  readonly reason?: string;
  readonly items?: readonly { readonly field?: string; readonly reason: string }[];
  readonly dueAt?: Date;
  readonly notice?: number;
}

export interface RecordBook {
  /** Stores an event under the next number of its record and sends its webhook. */
  tell(recordId: string, event: ToldEvent): { readonly sequence: number };
  /** Sends the webhooks of all events of a record once more, under their ids: some may have been lost. */
  tellAgain(recordId: string): void;
  /** Reads what has happened to records since the last time. @throws Error when the service does not answer. */
  follow(): Promise<void>;
  records(): readonly BookedRecord[];
  /** Sends the webhooks that were not delivered before the desk was stopped. */
  resume(): void;
}

const TIMEOUT_MS = 10_000;

/** Follows the records of the filing service, and tells of what happens to them. One JSON file, replaced as a whole. */
export function createRecordBook({
  dir,
  secret,
  sender,
  webhookUrl,
}: {
  readonly dir: string;
  readonly secret: string;
  readonly sender: WebhookSender;
  readonly webhookUrl: () => string;
}): RecordBook {
  const path = join(dir, 'records.json');
  let kept = read(path);
  const save = (next: Book): void => {
    writeFileSync(`${path}.new`, JSON.stringify(next, null, 2));
    renameSync(`${path}.new`, path);
    kept = next;
  };
  const eventsOf = (recordId: string): readonly KeptEvent[] => kept.events[recordId] ?? [];

  function send(recordId: string, { delivered: _, messageId, ...event }: KeptEvent): void {
    sender.send({
      id: messageId,
      body: JSON.stringify({ type: 'record-event', data: { recordId, ...event } }),
      onDelivered: () => {
        const events = eventsOf(recordId).map((one) =>
          one.messageId === messageId ? { ...one, delivered: true } : one,
        );
        save({ ...kept, events: { ...kept.events, [recordId]: events } });
      },
      isWanted: () => true,
    });
  }

  return {
    tell(recordId, { dueAt, websites = [], items, ...told }) {
      const event: KeptEvent = {
        sequence: eventsOf(recordId).length + 1,
        ...told,
        at: new Date().toISOString(),
        websites: [...websites],
        ...(items && { items: items.map((item) => ({ ...item })) }),
        ...(dueAt && { dueAt: dueAt.toISOString() }),
        messageId: `msg_${randomUUID()}`,
        delivered: false,
      };
      save({ ...kept, events: { ...kept.events, [recordId]: [...eventsOf(recordId), event] } });
      send(recordId, event);
      return event;
    },

    tellAgain(recordId) {
      for (const event of eventsOf(recordId)) send(recordId, event);
    },

    async follow() {
      for (let more = true; more; ) {
        const url = new URL(`/v1/records/changes?after=${kept.next}`, webhookUrl());
        const response = await fetch(url, {
          headers: signedHeaders(secret, { id: `msg_${randomUUID()}`, method: 'GET', url }),
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        if (!response.ok) throw new Error(`the filing service answered ${response.status}`);
        const { changes, next, more: hasMore } = page.parse(await response.json());
        const records = { ...kept.records };
        for (const change of changes) records[change.recordId] = change;
        save({ ...kept, records, next });
        more = hasMore;
      }
    },

    records: () => Object.values(kept.records),

    resume() {
      for (const [recordId, events] of Object.entries(kept.events))
        for (const event of events) if (!event.delivered) send(recordId, event);
    },
  };
}

function read(path: string): Book {
  try {
    return book.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { next: 0, records: {}, events: {} };
    throw error;
  }
}
