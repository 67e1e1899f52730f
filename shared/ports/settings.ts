/** For how long a cloud service must have been bought. */
export interface ServerTerm {
  /** Whether exactly three months are enough (CS-03); otherwise it must be longer. */
  readonly acceptsThreeMonths: boolean;
}

/** The operator's configuration that use cases need. Plain values, no secrets. */
export interface Settings extends ServerTerm {
  /** GB/T 2260 codes of the provinces that are open for filing. */
  readonly openProvinces: readonly string[];
  /** Provinces in which the operator lets a change put another unit in the place of the filed one; their codes. */
  readonly replacementProvinces: readonly string[];
  /** Provinces in which one liveness check serves all websites of a person in a filing; their codes. */
  readonly oneLivenessProvinces: readonly string[];
  /** Version of the consent text in force. */
  readonly consentTextVersion: string;
  /** Version of the terms and the privacy statement in force. */
  readonly termsTextVersion: string;
  /** TrueType file with Chinese glyphs for the commitment letter. */
  readonly letterFont: string;
}

/** The operator's configuration of filings that end something. */
export interface EndingSettings {
  /** Whether the provider looks at them before the authority; otherwise the code is enough. */
  readonly initialReview: boolean;
}
