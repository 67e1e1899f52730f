import { checksServingIn } from '../../shared/application/checks-serving.ts';
import { isOfSiteOwner, type LivenessCheck } from '../../shared/domain/liveness/liveness.ts';
import type { Ports } from './ports.ts';
import { showCheck } from './show-check.ts';

const hasEnded = ({ state }: LivenessCheck): boolean => state !== 'open' && state !== 'verifying';

/**
 * What came of the current site owners' checks, one for each website that has any: the newest pass, otherwise the
 * newest that has ended. So every device of the account knows of it.
 */
export async function showChecks(
  { applicantId, filingId }: { readonly applicantId: string; readonly filingId: string },
  ports: Ports,
) {
  const filing = await ports.filings.findOwn(filingId, applicantId);
  const { contents } = filing;
  const ended = (await checksServingIn(filing, ports)).filter(
    (check) => hasEnded(check) && isOfSiteOwner(check, contents),
  );
  const shown = contents.websites.flatMap(({ id: websiteId }) => {
    const own = ended.filter((check) => check.websiteId === websiteId);
    const check = own.findLast(({ state }) => state === 'passed') ?? own.at(-1);
    if (!check) return [];
    const shownCheck = async () => ({ ...(await showCheck({ applicantId, checkId: check.id }, ports)), websiteId });
    return [shownCheck()];
  });
  return { checks: await Promise.all(shown) };
}
