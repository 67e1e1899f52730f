/** A message in plain text. */
export interface Mail {
  /** The same on every attempt. */
  readonly id: string;
  /** A mailbox in normal form. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** `sent` to the operator's mail server · `unreachable`, it knows no such mailbox · `not-set-up`, there is no server. */
export type MailOutcome = 'sent' | 'unreachable' | 'not-set-up';

/** E-mail by the operator's own mail server. */
export interface Mails {
  /**
   * @throws Failed('mail', …): `refused` for what the operator must fix, such as the password; `timeout` when nobody
   * knows whether it was sent.
   */
  send(mail: Mail): Promise<MailOutcome>;
}
