import type { RecordFiledElsewhere } from '../../domain/record/record-elsewhere.ts';

/** Whole records that came to the provider on another way than through this service, from its record service. */
export interface ClaimableRecords {
  /**
   * @param accountId who asks. @returns undefined: there is none, or the record service tells of none.
   * @throws Failed('claimable-records', …)
   */
  find(certificateNumber: string, accountId: string): Promise<RecordFiledElsewhere | undefined>;
}
