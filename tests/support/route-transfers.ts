import { ENTERPRISE } from 'specimens/people.ts';
import { recordTransfers } from '../../shared/compose/database.ts';
import { type Call, callerAt } from './caller.ts';
import { haveCertificateFor } from './certificate-at-hand.ts';
import { codeAt, forgetCounts, newSecret, sha256 } from './route-secrets.ts';
import { eligibleInput } from './test-laptop.ts';
import { bodyOf, done, type Visit, WHO } from './whole-filing.ts';

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
  const again = await offered(visit, holder, recordId);
  done(await holder('DELETE', `${TRANSFERS}/${again.transferId}`));
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
