/** The account of a mobile number. */
export interface PhoneAccount {
  readonly accountId: string;
  /** When somebody last read a code that was sent to the number. */
  readonly provenAt: Date;
}

/** People who sign in. An account is found by its WeChat openid or its mobile number; both are stored sealed. */
export interface Accounts {
  /** The account of this openid; creates it on first sign-in. Two calls at once return the same account. */
  signIn(openid: string): Promise<{ readonly accountId: string }>;
  /** The openid of an account, to send it a message; undefined when it has none, is erased, or does not exist. */
  openidOf(accountId: string): Promise<string | undefined>;
  /** Until the running transaction ends, no other one that holds the number decides whose it is. */
  holdPhone(mobile: string): Promise<void>;
  /** The account of a mobile number, eleven digits. */
  ofPhone(mobile: string): Promise<PhoneAccount | undefined>;
  /**
   * The account of a mobile number whose code was right now; creates it on first sign-in. Two calls at once return the
   * same account.
   */
  signInByPhone(mobile: string): Promise<{ readonly accountId: string }>;
  /** The mobile number of an account; undefined when it has none. */
  phoneOf(accountId: string): Promise<string | undefined>;
  /**
   * Gives an account this number, proven now, instead of the one that it has.
   *
   * @throws Refused('account.phone-taken') when another account has it.
   */
  linkPhone(accountId: string, mobile: string): Promise<void>;
  /** Takes the number of an account away. */
  unlinkPhone(accountId: string): Promise<void>;
  /** Takes the WeChat of one account and gives it to another, which has none. */
  moveWeChat(fromAccountId: string, toAccountId: string): Promise<void>;
  /**
   * Whether an account holds what another one could not take over: filings, authorization codes, a cloud account,
   * endpoints. Until the running transaction ends, it gets none.
   */
  isInUse(accountId: string): Promise<boolean>;
}
