import { ENTERPRISE } from 'specimens/people.ts';
import { recordConsentVersion } from '../../../shared/domain/record-consent.ts';
import { recordTransfers } from '../database/service-ports.ts';
import { bodyOf, done, type Visit, WHO } from '../filings/whole-filing.ts';
import { haveCertificateFor } from '../pictures/certificate-at-hand.ts';
import { anyFrame, similar } from '../pictures/liveness-tries.ts';
import { CONSENT_TEXT_VERSION, eligibleInput } from '../test-laptop.ts';
import { type Call, callerAt } from './caller.ts';
import { codeAt, forgetCounts, newSecret, sha256 } from './route-secrets.ts';
import { HAND_OVERS, recordedOnPhone } from './routes-of-others.ts';

const TRANSFERS = '/v1/records/transfers';

/** The company's record goes to another account as far as the wait, and the principal stops it; then the holder does. */
export async function useTransfers(visit: Visit): Promise<void> {
  const [holder, target] = [
    await callerAt(visit.laptop, WHO.enterprise),
    await callerAt(visit.laptop, 'takes a record over'),
  ];
  const { records } = bodyOf<{ records: readonly { recordId: string }[] }>(await holder('GET', '/v1/records'));
  const recordId = records[0]?.recordId ?? '';
  const { transferId, token } = await offered(visit, holder, recordId);
  const documentId = await haveCertificateFor(target, eligibleInput('enterprise'));
  done(
    await target('POST', `${TRANSFERS}/previews`, { token }),
    await target('POST', `${TRANSFERS}/openings`, { token }),
    await target('POST', `${TRANSFERS}/${transferId}/acceptances`, { documentId }),
    await target('GET', TRANSFERS),
  );
  const code = (await (await recordTransfers()).stopCodeOf(transferId)) ?? '';
  visit.secrets['code that stops a transfer'] = code;
  done(
    await target('POST', `${TRANSFERS}/stops/openings`, { code }),
    await target('POST', `${TRANSFERS}/stops`, { code }),
  );
  await checkPrincipal(visit, holder, target, recordId);
}

/** The principal passes a check for the next transfer, by which the same account accepts it; then the holder stops it. */
async function checkPrincipal(visit: Visit, holder: Call, target: Call, recordId: string): Promise<void> {
  const { transferId, token } = await offered(visit, holder, recordId);
  done(
    await target('POST', `${TRANSFERS}/openings`, { token }),
    await target('POST', '/v1/me/consents', { textVersion: CONSENT_TEXT_VERSION }),
  );
  const made = await target('POST', `${TRANSFERS}/${transferId}/liveness-checks`);
  const link = bodyOf<{ token: string }>(made);
  const pass = { token: link.token, device: newSecret(visit, `secret of the principal’s phone of ${transferId}`) };
  done(made, await target('POST', `${HAND_OVERS}/openings`, pass));
  const site = { call: target, filer: await visit.laptop.signedIn(WHO.enterprise) };
  const checkId = await recordedOnPhone(visit, site, pass, recordConsentVersion(CONSENT_TEXT_VERSION));
  visit.laptop.cloudApi.failNext('LivenessCompare', similar(93, await anyFrame()));
  visit.laptop.cloudApi.failNext('LivenessRecognition', similar(90, await anyFrame()));
  done(
    await target('POST', `${HAND_OVERS}/verifications`, { ...pass, checkId }),
    await target('GET', `${TRANSFERS}/${transferId}/liveness-checks`),
    await target('POST', `${TRANSFERS}/${transferId}/liveness-checks/acceptances`),
    await holder('DELETE', `${TRANSFERS}/${transferId}`),
  );
}

async function offered(visit: Visit, holder: Call, recordId: string) {
  await forgetCounts(visit.laptop);
  const started = await holder('POST', `/v1/records/${recordId}/transfers`);
  const { transferId } = bodyOf<{ transferId: string }>(started);
  const token = newSecret(visit, `token of transfer ${transferId}`);
  const typed = { code: codeAt(visit.laptop, ENTERPRISE.principal.mobile), digest: sha256(token) };
  done(started, await holder('POST', `${TRANSFERS}/${transferId}/offers`, typed));
  return { transferId, token };
}
