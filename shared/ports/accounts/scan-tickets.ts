import type { Asker } from '../../domain/asker.ts';

/**
 * `waiting` for a scan and confirmation · `confirmed`: the page may renew its session · `expired`: it can't be
 * confirmed any more.
 */
export type ScanTicketState = 'waiting' | 'confirmed' | 'expired';

/** A ticket that a web page has asked for. */
export interface NewScanTicket {
  readonly ticket: string;
  readonly challenge: string;
  readonly expiresAt: Date;
  readonly asker: Asker;
}

/** What asks, and when. */
export interface AskedSignIn {
  readonly asker: Asker;
  readonly askedAt: Date;
  readonly expiresAt: Date;
}

/** Sign-in of a web page: a signed-in phone scans its code. */
export interface ScanTickets {
  /** Stores a new ticket, as a keyed hash, with the challenge of the page's secret (see Sessions), and what asks sealed. */
  save(ticket: NewScanTicket): Promise<void>;
  /**
   * What asks to be signed in with a ticket that waits.
   *
   * @throws Refused('scan-ticket.unknown') when missing or expired, Refused('scan-ticket.used') when confirmed before.
   */
  askerOf(ticket: string): Promise<AskedSignIn>;
  /** The state of a ticket; `expired` also when there is no such ticket. */
  stateOf(ticket: string): Promise<ScanTicketState>;
  /**
   * Uses up a ticket and returns its challenge. Call it in the transaction that opens the session.
   *
   * @throws Refused('scan-ticket.unknown') when missing or expired, Refused('scan-ticket.used') when confirmed before.
   */
  confirm(ticket: string): Promise<{ readonly challenge: string }>;
}
