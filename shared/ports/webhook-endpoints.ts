import type { WebhookEvent } from '../domain/messages/webhook-event.ts';

/** Where an integrator wants to hear of the filings of his account. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  /** First failed attempt since the last one that succeeded. */
  readonly failingSince: Date | undefined;
  /** Since when nothing is sent, because it has failed for too long. */
  readonly disabledAt: Date | undefined;
  readonly createdAt: Date;
}

export interface NewWebhookEndpoint {
  readonly id: string;
  readonly accountId: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  /** `whsec_…`; kept sealed. */
  readonly secret: string;
}

/** An endpoint as messages are sent to it. */
export interface WebhookTarget {
  readonly accountId: string;
  readonly url: string;
  readonly isDisabled: boolean;
  /** All that are valid now, the newest first. */
  readonly secrets: readonly string[];
}

/** The endpoints that integrators have registered. An endpoint belongs to an account; to every other it is unknown. */
export interface WebhookEndpoints {
  /** Registers an endpoint. @throws Refused('webhook.too-many') when the account has `max` endpoints. */
  create(endpoint: NewWebhookEndpoint, max: number): Promise<WebhookEndpoint>;
  /** All of an account's, oldest first. */
  ofAccount(accountId: string): Promise<readonly WebhookEndpoint[]>;
  /** An account's endpoint. @throws Refused('webhook.unknown') */
  findOwn(id: string, accountId: string): Promise<WebhookEndpoint>;
  /**
   * Removes an endpoint; what was not sent to it yet won't be.
   *
   * @throws Refused('webhook.unknown')
   */
  remove(id: string, accountId: string): Promise<void>;
  /**
   * A new secret; the one before it stays valid until `oldUntil`, the one before that no longer.
   *
   * @throws Refused('webhook.unknown')
   */
  changeSecret(id: string, accountId: string, secret: string, oldUntil: Date): Promise<WebhookEndpoint>;
  /**
   * Sends to it again, and forgets its failures.
   *
   * @throws Refused('webhook.unknown')
   */
  enable(id: string, accountId: string): Promise<WebhookEndpoint>;
  /** Where and how to send; undefined when it was removed. */
  findTarget(id: string): Promise<WebhookTarget | undefined>;
  /** Notes how an attempt went. Gives the first failure since the last success, this one included; undefined after a success. */
  noteAttempt(id: string, at: Date, succeeded: boolean): Promise<Date | undefined>;
  /** Sends nothing to it any more. False when it was disabled before, or is gone. Joins the running transaction. */
  disable(id: string, at: Date): Promise<boolean>;
}
