import type { ClaimableRecord } from 'reference-desk/record-service.ts';
import { ENTERPRISE } from 'specimens/people.ts';

/** A company that the laptop's provider has filed on another way: its record can be claimed with its certificate. */
export const CLAIMABLE_NUMBER = '91440106MAYB2T412D';

const RECORD: ClaimableRecord = {
  number: '粤ICP备2099000101号',
  certificateNumber: CLAIMABLE_NUMBER,
  region: '440000',
  organizerKind: 'enterprise',
  certificateType: 'business-licence',
  organizer: ENTERPRISE.organizer,
  principal: ENTERPRISE.principal,
  websites: [
    {
      number: '粤ICP备2099000101号-1',
      domains: ['xinhe-filed.cn'],
      details: ENTERPRISE.website,
      siteOwner: ENTERPRISE.principal,
      cloudService: { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' },
    },
  ],
};

export const claimableRecord = (certificateNumber: string): ClaimableRecord | undefined =>
  certificateNumber === CLAIMABLE_NUMBER ? RECORD : undefined;
