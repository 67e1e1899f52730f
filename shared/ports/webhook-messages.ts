import type { FilingState } from '../domain/filing/machine.ts';
import type { OutboxState } from '../domain/messages/outbox-message.ts';
import type { FailureKind } from './failed.ts';

/** One attempt at sending a message, without what was sent or answered. */
export interface WebhookAttempt {
  readonly at: Date;
  readonly durationMs: number;
  /** HTTP status of the answer; undefined when none came. */
  readonly status: number | undefined;
  /** Undefined when it succeeded. */
  readonly failure: FailureKind | undefined;
}

export interface SentWebhookMessage {
  /** The same on every attempt. */
  readonly id: string;
  readonly filingId: string;
  /** To which the filing had come. */
  readonly state: FilingState;
  readonly version: number;
  readonly delivery: OutboxState;
  /** When the next attempt is due; undefined when there is none. */
  readonly nextAttemptAt: Date | undefined;
  readonly createdAt: Date;
  /** Oldest first. */
  readonly attempts: readonly WebhookAttempt[];
}

/** The messages to an endpoint. Who may see and repeat them is for the caller to check. */
export interface WebhookMessages {
  /** Keeps how an attempt at a message went. */
  noteAttempt(messageId: string, attempt: WebhookAttempt): Promise<void>;
  /** The latest `limit` messages to an endpoint with their attempts, newest first. */
  ofEndpoint(endpointId: string, limit: number): Promise<readonly SentWebhookMessage[]>;
  /**
   * Sends a message of the endpoint again, under the same id and from the first attempt on. One that is still waiting is left alone, so
   * that it is never sent twice at once. False when there is no such message.
   */
  sendAgain(endpointId: string, messageId: string): Promise<boolean>;
  /** The same for every message since then that was given up. Says how many there were. */
  sendGivenUpAgain(endpointId: string, since: Date): Promise<number>;
}
