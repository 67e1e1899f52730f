import type { FailureKind } from '../../platform/ports/failed.ts';
import type { OutboxState } from '../domain/messages/outbox-message.ts';
import type { WebhookEvent } from '../domain/messages/webhook-event.ts';

/** One attempt at sending a message, without its contents and its reply. */
export interface WebhookAttempt {
  readonly at: Date;
  readonly durationMs: number;
  /** HTTP status of the reply; undefined when none came. */
  readonly status: number | undefined;
  /** Undefined when it succeeded. */
  readonly failure: FailureKind | undefined;
}

/** A webhook message as its integrator sees it. */
export interface SentWebhookMessage {
  /** The same on every attempt. */
  readonly id: string;
  /** What it is about: a filing or a record. */
  readonly about: { readonly filingId: string } | { readonly recordId: string };
  readonly event: WebhookEvent;
  readonly version: number;
  readonly delivery: OutboxState;
  /** When the next attempt is due; undefined when there is none. */
  readonly nextAttemptAt: Date | undefined;
  readonly createdAt: Date;
  /** Oldest first. */
  readonly attempts: readonly WebhookAttempt[];
}

/** Messages to an endpoint. The caller checks who may see and repeat them. */
export interface WebhookMessages {
  /** Stores the outcome of an attempt. */
  noteAttempt(messageId: string, attempt: WebhookAttempt): Promise<void>;
  /** The latest `limit` messages to an endpoint with their attempts, newest first. */
  ofEndpoint(endpointId: string, limit: number): Promise<readonly SentWebhookMessage[]>;
  /**
   * Sends a message of the endpoint again under the same id, counting attempts from zero. A message that still waits is
   * left alone, so that it is not sent twice at once. False when there is no such message.
   */
  sendAgain(endpointId: string, messageId: string): Promise<boolean>;
  /** Does the same for every message since `since` that was given up. Returns how many there were. */
  sendGivenUpAgain(endpointId: string, since: Date): Promise<number>;
}
