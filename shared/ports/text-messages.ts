import type { Notification } from '../domain/notifications.ts';
import type { ReminderOutcome } from './reminder-outcome.ts';

/** An SMS of an approved template. */
export interface TextMessage {
  /** The same on every attempt. */
  readonly id: string;
  /** Mainland mobile number, 11 digits. */
  readonly mobile: string;
  readonly notification: Notification;
  /** Values of the template's variables, in their order. */
  readonly parameters: readonly string[];
}

/** SMS to people's phones. */
export interface TextMessages {
  /**
   * @throws Failed('sms', …): `throttled`, with the wait where it is known, when this number has had enough for now; `refused` for
   * what the operator must put right, such as a template or the balance.
   */
  send(message: TextMessage): Promise<ReminderOutcome>;
}
