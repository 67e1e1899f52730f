/** The operator's configuration that use cases need. Plain values, no secrets. */
export interface Settings {
  /** GB/T 2260 codes of the provinces that are open for filing. */
  readonly openProvinces: readonly string[];
  /** Version of the consent text in force. */
  readonly consentTextVersion: string;
  /** Version of the terms and the privacy statement in force. */
  readonly termsTextVersion: string;
  /** Page of the mini program that an eligibility code opens. */
  readonly miniProgramPage: string;
  /** Page of the mini program that a web page's sign-in code opens. */
  readonly signInPage: string;
  /** TrueType file with Chinese glyphs for the commitment letter. */
  readonly letterFont: string;
}
