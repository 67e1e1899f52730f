import { defineContract } from '../../../contracts/kit/contract.ts';
import { reviewDesk } from '../../../contracts/review-desk/operations.ts';

/** docs/api/review-desk.yaml, word for word. The use cases parse the bodies, whose faults are all 422. */
export const contract = defineContract(reviewDesk);
