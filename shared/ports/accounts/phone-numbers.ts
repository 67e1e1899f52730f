/** The mobile number that a person has bound to WeChat. Each answer is billed. */
export interface PhoneNumbers {
  /**
   * Exchanges the one-time code of the phone number button (`getuserphonenumber`), which a person taps to share their
   * number.
   *
   * @returns eleven digits of a mainland number; undefined when the code is invalid or used, or the number is of elsewhere.
   * @throws Failed('wechat', …) when WeChat is busy or unreachable, or the operator has not bought it.
   */
  numberOf(code: string): Promise<string | undefined>;
}
