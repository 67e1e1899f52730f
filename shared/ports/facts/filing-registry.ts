import type { Records } from '../../domain/facts.ts';

/** Whose records are queried. */
export interface RecordsQuestion {
  readonly certificateNumber: string;
  /** Undefined when nobody is signed in. */
  readonly applicantId: string | undefined;
  readonly domains: readonly string[];
}

/** Records of all providers, from the access provider's record service. */
export interface FilingRegistry {
  /** @throws Failed('filing-registry', …) also when the answer is incomplete. */
  records(question: RecordsQuestion): Promise<Records>;
}
