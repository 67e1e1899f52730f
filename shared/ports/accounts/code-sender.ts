import type { RecordId } from '../../../contracts/kit/record-id.ts';
import type { CodeMessage } from '../../domain/messages/code-messages.ts';
import type { Payer } from '../../domain/paid-calls.ts';

/** A code to be sent to somebody, who types it in where they asked for it. */
export interface CodeRequest {
  /** Who may type it, and for what; see OneTimeCodes. */
  readonly holder: string;
  readonly message: CodeMessage;
  readonly by: 'sms' | 'mail';
  /** In normal form: a mobile number of eleven digits, or a mailbox. */
  readonly address: string;
  /** Whose budgets pay for it, and with whose data it is erased. */
  readonly payer: Payer;
  /** Where it is asked for: codes are limited per network, and per browser for whoever has not signed in. */
  readonly origin: { readonly network: string | undefined; readonly userAgent: string };
  /** The record that it is about: the code goes with it. */
  readonly recordId?: RecordId | undefined;
}

/** How long a code is valid, and when the next one may be asked for: the same for every address. */
export interface CodeTimes {
  readonly expiresInSeconds: number;
  readonly resendInSeconds: number;
}

/**
 * Sends one-time codes, within the limits of each address and of each network that asks. Does the same for every address,
 * whoever has it.
 */
export interface CodeSender {
  /**
   * @throws Refused('network.busy' | 'one-time-code.too-many' | 'one-time-code.used-up') with the seconds to wait;
   * Refused('one-time-code.unreachable') when nothing arrives at this address; Refused('one-time-code.not-set-up') when the
   * operator has no template or mail server; BudgetUsedUp of a person or filing; Failed('sms' | 'mail', …).
   */
  send(request: CodeRequest): Promise<CodeTimes>;
}
