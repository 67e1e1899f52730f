import { maskedFiling } from '../../shared/domain/filing/view.ts';
import type { Ports } from './ports.ts';

/** A filing, masked, and a link to its clear contents for the person's own form. The view is audited. */
export async function showFiling(
  { applicantId, filingId }: { readonly applicantId: string; readonly filingId: string },
  { filings, views, auditTrail }: Ports,
) {
  const filing = await filings.findOwn(filingId, applicantId);
  await auditTrail.write(applicantId, 'filing.viewed', filingId);
  return {
    filing: maskedFiling(filing),
    view: await views.show({ ...filing.contents }, 'application/json', { accountId: applicantId }),
  };
}
