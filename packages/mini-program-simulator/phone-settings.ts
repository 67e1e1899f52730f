/** What a phone and the console of a mini program know of it. */
export interface PhoneSettings {
  readonly appId: string;
  /** Origins of the console's list of domains; `self` is the origin of the phone's own page. */
  readonly domains: readonly string[];
  /** Plays `wx.login`: `GET …?name=` → `{code}`. */
  readonly login?: string;
  /** Plays the phone number of this phone: `GET …?number=` → `{code}`. */
  readonly phoneNumber?: string;
  /** The number of its SIM card, where the page's query names none. */
  readonly number?: string;
}
