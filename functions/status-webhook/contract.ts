import { defineContract } from '../../contracts/kit/contract.ts';
import { filingService } from '../../contracts/review-desk/operations.ts';

/** The use case reads the body, and parks a verdict that it can't read. */
export const contract = defineContract({ receiveVerdict: filingService.receiveVerdict });
