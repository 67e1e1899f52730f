/** The ways on which a person wants to hear of their filings. */
export interface Channels {
  readonly weChat: boolean;
  /** At the account's own number and the principal's. Site owners hear what they have to do themselves in any case. */
  readonly sms: boolean;
  /** At the principal's mailbox, once it is confirmed. */
  readonly mail: boolean;
}

/** What holds for whoever has chosen nothing. */
export const DEFAULT_CHANNELS: Channels = { weChat: true, sms: true, mail: false };

/** Whether anything is left: somebody who hears nothing misses the 24 hours of the SMS verification. */
export const hasChannel = ({ weChat, sms, mail }: Channels): boolean => weChat || sms || mail;
