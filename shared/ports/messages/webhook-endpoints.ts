import type { WebhookEvent } from '../../domain/messages/webhook-event.ts';

/** Where an integrator receives events about the filings of their account. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  /** Time of the first failed attempt since the last success. */
  readonly failingSince: Date | undefined;
  /** Since when nothing is sent, because attempts failed for too long. */
  readonly disabledAt: Date | undefined;
  /** Until when nothing is sent because it has failed; undefined when it may be called, and when it is disabled. */
  readonly pausedUntil: Date | undefined;
  readonly createdAt: Date;
}

/** An endpoint to be registered. */
export interface NewWebhookEndpoint {
  readonly id: string;
  readonly accountId: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  /** `whsec_…`; kept sealed. */
  readonly secret: string;
}

/** An endpoint as delivery sees it. */
export interface WebhookTarget {
  readonly accountId: string;
  readonly url: string;
  readonly isDisabled: boolean;
  /** Time of the first failed attempt since the last success. */
  readonly failingSince: Date | undefined;
  /** All secrets that are valid now, newest first. */
  readonly secrets: readonly string[];
}

/** What an attempt says of its endpoint: whether the next one is among those of slow endpoints, and not before when. */
type AttemptOutcome = Pick<WebhookEndpoint, 'failingSince'> & { readonly isSlow: boolean; readonly nextCallAt: Date };

/** Endpoints that integrators have registered. To other accounts than its own an endpoint is unknown. */
export interface WebhookEndpoints {
  /** Registers an endpoint. @throws Refused('webhook.too-many') when the account has `max` endpoints. */
  create(endpoint: NewWebhookEndpoint, max: number): Promise<WebhookEndpoint>;
  /** All of an account's, oldest first. */
  ofAccount(accountId: string): Promise<readonly WebhookEndpoint[]>;
  /** An account's endpoint. @throws Refused('webhook.unknown') */
  findOwn(id: string, accountId: string): Promise<WebhookEndpoint>;
  /** Removes an endpoint, and ends its unsent messages. @throws Refused('webhook.unknown') */
  remove(id: string, accountId: string): Promise<void>;
  /**
   * Sets a new secret. The one before it stays valid until `oldUntil`; older ones become invalid.
   *
   * @throws Refused('webhook.unknown')
   */
  changeSecret(id: string, accountId: string, secret: string, oldUntil: Date): Promise<WebhookEndpoint>;
  /** Enables an endpoint again, ends its pause and forgets its failures. @throws Refused('webhook.unknown') */
  enable(id: string, accountId: string): Promise<WebhookEndpoint>;
  /** Where and how to send; undefined when the endpoint was removed. */
  findTarget(id: string): Promise<WebhookTarget | undefined>;
  /** Records how an attempt went. */
  noteAttempt(id: string, outcome: AttemptOutcome): Promise<void>;
  /** Stops sending to an endpoint. False when it was disabled before or is missing. Joins the running transaction. */
  disable(id: string, at: Date): Promise<boolean>;
}
