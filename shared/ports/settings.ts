/** What use cases must know of the operator's configuration. Plain values, no secrets. */
export interface Settings {
  /** GB/T 2260 codes of the provinces that are open for filing. */
  readonly openProvinces: readonly string[];
  /** Version of the consent text in force. */
  readonly consentTextVersion: string;
  /** Page of the mini program that an eligibility code opens. */
  readonly miniProgramPage: string;
  /** TrueType file with Chinese glyphs for the commitment letter. */
  readonly letterFont: string;
}
