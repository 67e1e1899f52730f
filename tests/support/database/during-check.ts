import * as providers from '../../../functions/submission/ports.ts';
import { submit } from '../../../functions/submission/submit.ts';
import { resolvePorts } from '../../../platform/edge/ports.ts';
import { transactions } from '../../../shared/compose/database.ts';
import { filingCases } from '../../../shared/compose/filing-cases.ts';

/** Submits as the edge does, and does something while the filing is checked. */
export async function duringCheck(at: { applicantId: string; filingId: string }, work: () => Promise<unknown>) {
  const real = await filingCases();
  const whole: typeof real.whole = async (...given) => {
    const looked = await real.whole(...given);
    await work();
    return looked;
  };
  const ports = { ...(await resolvePorts(providers)), filingCases: { ...real, whole } };
  const command = { ...at, body: { termsAccepted: true } };
  const prepared = await submit.prepare(command, ports);
  return (await transactions()).inTransaction(() => submit.commit(command, prepared, ports));
}
