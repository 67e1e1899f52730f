import { maskedFiling } from '../../shared/domain/filing/view.ts';
import type { Ports } from './ports.ts';

/** A filing, masked, and a link to what the person typed, for his own form; the link is put on record. */
export async function showFiling(
  { applicantId, filingId }: { readonly applicantId: string; readonly filingId: string },
  { filings, views, auditTrail }: Ports,
) {
  const filing = await filings.findOwn(filingId, applicantId);
  await auditTrail.write(applicantId, 'filing.viewed', filingId);
  return { filing: maskedFiling(filing), view: await views.show({ ...filing.contents }, 'application/json') };
}
