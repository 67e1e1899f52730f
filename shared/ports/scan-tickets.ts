/** `waiting` to be scanned and confirmed · `confirmed`: its page may renew its session · `expired`: it can't be confirmed any more. */
export type ScanTicketState = 'waiting' | 'confirmed' | 'expired';

/** Sign-in of a web page by scanning its code with a phone that is signed in. */
export interface ScanTickets {
  /** Keeps a ticket, which must be fresh, with the challenge of the page's secret (see Sessions). The ticket is kept as a keyed hash. */
  save(ticket: { readonly ticket: string; readonly challenge: string; readonly expiresAt: Date }): Promise<void>;
  /** How far a ticket has come; `expired` also when there is no such ticket. */
  stateOf(ticket: string): Promise<ScanTicketState>;
  /**
   * Uses a ticket up and tells its challenge; call it in the transaction that opens the session.
   *
   * @throws Refused('scan-ticket.unknown') when missing or expired, Refused('scan-ticket.used') when confirmed before.
   */
  confirm(ticket: string): Promise<{ readonly challenge: string }>;
}
