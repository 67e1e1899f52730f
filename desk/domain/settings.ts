/** What leads and administrators may set. Each change is a version; the newest counts. */
export interface DeskSettings {
  /** 0: as shipped, nobody has changed anything yet. */
  readonly version: number;
  /** How long a decision can be taken back; 0 for automation. */
  readonly undoSeconds: number;
  readonly leaseMinutes: number;
  /** Hours of work at the desk, full hours in Beijing. */
  readonly fromHour: number;
  readonly toHour: number;
  /** Working days for an initial review, each round anew. */
  readonly reviewWorkdays: number;
  /** From a missed call to the next. */
  readonly callAgainMinutes: number;
  /** By one person; papers are not counted. */
  readonly revealsPerDay: number;
  /** Of 100 decisions that need no second view, how many somebody looks at afterwards. */
  readonly sampling: SamplingRates & {
    /** The first decisions of a new reviewer, all of which are looked at. */
    readonly firstCases: number;
  };
  /** Other rates of single reviewers. */
  readonly samplingOf: readonly (SamplingRates & { readonly staffId: string })[];
}

export interface SamplingRates {
  readonly acceptedPercent: number;
  readonly returnedPercent: number;
}

/** Clocks: T19, T22-check and initial-review, section 1; the rest is our own. */
export const SHIPPED_SETTINGS: DeskSettings = {
  version: 0,
  undoSeconds: 60,
  leaseMinutes: 20,
  fromHour: 9,
  toHour: 18,
  reviewWorkdays: 1,
  callAgainMinutes: 60,
  revealsPerDay: 200,
  sampling: { acceptedPercent: 5, returnedPercent: 5, firstCases: 20 },
  samplingOf: [],
};
