import type { FailureKind } from '../../../platform/ports/failed.ts';
import type { OutboxState } from '../../domain/messages/outbox-message.ts';
import type { WebhookEvent } from '../../domain/messages/webhook-event.ts';
import type { ClaimedMessage } from './outbox.ts';

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
  /**
   * Claims the oldest due message to that endpoint which has waited longest for its turn, and the endpoint with it: until its
   * attempt is noted, or for `leaseSeconds`, nobody claims another one. So a broken endpoint holds up nobody's messages but its
   * own. Endpoints that are paused have no turn; the messages of one that is disabled are claimed one after the other.
   *
   * @param isSlow among the endpoints whose last call took long, or among the others.
   */
  claimDue(isSlow: boolean, leaseSeconds: number): Promise<readonly ClaimedMessage[]>;
  /** Stores the outcome of an attempt. */
  noteAttempt(messageId: string, attempt: WebhookAttempt): Promise<void>;
  /** The latest `limit` messages to an endpoint with their attempts, newest first. */
  ofEndpoint(endpointId: string, limit: number): Promise<readonly SentWebhookMessage[]>;
  /**
   * Sends a message of the endpoint again under the same id, counting attempts from zero, and ends a pause of the endpoint. A
   * message that still waits is left alone, so that it is not sent twice at once. False when there is no such message.
   */
  sendAgain(endpointId: string, messageId: string): Promise<boolean>;
  /** Does the same for every message since `since` that was given up. Returns how many there were. */
  sendGivenUpAgain(endpointId: string, since: Date): Promise<number>;
}
