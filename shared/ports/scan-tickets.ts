/**
 * `waiting` for a scan and confirmation · `confirmed`: the page may renew its session · `expired`: it can't be
 * confirmed any more.
 */
export type ScanTicketState = 'waiting' | 'confirmed' | 'expired';

/** Sign-in of a web page: a signed-in phone scans its code. */
export interface ScanTickets {
  /** Stores a new ticket, as a keyed hash, with the challenge of the page's secret (see Sessions). */
  save(ticket: { readonly ticket: string; readonly challenge: string; readonly expiresAt: Date }): Promise<void>;
  /** The state of a ticket; `expired` also when there is no such ticket. */
  stateOf(ticket: string): Promise<ScanTicketState>;
  /**
   * Uses up a ticket and returns its challenge. Call it in the transaction that opens the session.
   *
   * @throws Refused('scan-ticket.unknown') when missing or expired, Refused('scan-ticket.used') when confirmed before.
   */
  confirm(ticket: string): Promise<{ readonly challenge: string }>;
}
