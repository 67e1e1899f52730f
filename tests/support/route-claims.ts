import { ENTERPRISE } from 'specimens/people.ts';
import { CLAIMABLE_NUMBER } from '../../local/claimable-record.ts';
import { callerAt } from './caller.ts';
import { haveCertificateFor } from './certificate-at-hand.ts';
import { codeAt, forgetCounts } from './route-secrets.ts';
import { eligibleInput } from './test-laptop.ts';
import { done, type Visit } from './whole-filing.ts';

/** Somebody claims a record that came from elsewhere. */
export async function useClaims({ laptop }: Visit): Promise<void> {
  await forgetCounts(laptop);
  const claimant = await callerAt(laptop, 'claims a record');
  const input = { ...eligibleInput('enterprise'), certificateNumber: CLAIMABLE_NUMBER };
  const documentId = await haveCertificateFor(claimant, input);
  done(await claimant('POST', '/v1/records/claims/code', { documentId }));
  const code = codeAt(laptop, ENTERPRISE.principal.mobile);
  done(await claimant('POST', '/v1/records/claims', { documentId, code }));
}
