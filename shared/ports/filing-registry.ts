import type { Records } from '../domain/facts.ts';

export interface RecordsQuestion {
  readonly certificateNumber: string;
  /** Undefined when nobody has signed in. */
  readonly applicantId: string | undefined;
  readonly domains: readonly string[];
}

/** What is filed anywhere, by the provider's record service. */
export interface FilingRegistry {
  /** @throws Failed('filing-registry', …) when it does not tell of all that was asked. */
  records(question: RecordsQuestion): Promise<Records>;
}
