/** The vendor's captcha: its own page asks the person, and gives a ticket that is looked at once. Each look is billed. */
export interface Captchas {
  /**
   * Whether a ticket is of somebody who has passed, from this network address, and new.
   *
   * @throws Failed('captcha', …)
   */
  isPassed(answer: { readonly ticket: string; readonly randstr: string; readonly address: string }): Promise<boolean>;
}
