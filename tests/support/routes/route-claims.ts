import { ENTERPRISE } from 'specimens/people.ts';
import { CLAIMABLE_NUMBER } from '../../../local/claimable-record.ts';
import { bodyOf, done, type Visit } from '../filings/whole-filing.ts';
import { haveCertificate, haveCertificateFor, havePhoto } from '../pictures/certificate-at-hand.ts';
import { eligibleInput } from '../test-laptop.ts';
import { type Call, callerAt } from './caller.ts';
import { codeAt, forgetCounts } from './route-secrets.ts';

/** Somebody claims a record that came from elsewhere. */
export async function useClaims(visit: Visit): Promise<void> {
  const { laptop } = visit;
  await forgetCounts(laptop);
  const claimant = await callerAt(laptop, 'claims a record');
  const input = { ...eligibleInput('enterprise'), certificateNumber: CLAIMABLE_NUMBER };
  const documentId = await haveCertificateFor(claimant, input);
  done(await claimant('POST', '/v1/records/claims/code', { documentId }));
  const code = codeAt(laptop, ENTERPRISE.principal.mobile);
  done(await claimant('POST', '/v1/records/claims', { documentId, code }));
  await recover(visit, input);
}

/** Somebody else, who has lost the account, begins to recover it, and stops. */
async function recover({ laptop }: Visit, input: ReturnType<typeof eligibleInput>): Promise<void> {
  await forgetCounts(laptop);
  const call = await callerAt(laptop, 'recovers a record');
  const documentId = await haveCertificateFor(call, input);
  done(await call('POST', '/v1/records/recoveries/code', { documentId }));
  const code = codeAt(laptop, ENTERPRISE.principal.mobile);
  const made = await call('POST', '/v1/records/recoveries', { documentId, code });
  done(made, await call('DELETE', `/v1/records/transfers/${bodyOf<{ transferId: string }>(made).transferId}`));
  await askReview(call, documentId);
}

/** They ask a reviewer instead, and stop. */
async function askReview(call: Call, documentId: string): Promise<void> {
  const { accountId } = bodyOf<{ accountId: string }>(await call('GET', '/v1/authorization-codes'));
  const { idNumber: certificateNumber } = ENTERPRISE.principal;
  const card = await haveCertificate(accountId, { certificateType: 'id-card', certificateNumber });
  const documentIds = [card, await havePhoto(accountId)];
  const asked = await call('POST', '/v1/records/recoveries/reviews', { documentId, documentIds });
  done(asked, await call('DELETE', `/v1/records/transfers/${bodyOf<{ transferId: string }>(asked).transferId}`));
}
