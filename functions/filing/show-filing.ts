import { maskedFiling } from '../../shared/domain/filing-view.ts';
import type { Filings } from '../../shared/ports/filings.ts';
import type { Views } from '../../shared/ports/views.ts';

/** A filing, masked, and a link to what the person typed, for his own form. */
export async function showFiling(
  { applicantId, filingId }: { readonly applicantId: string; readonly filingId: string },
  { filings, views }: { filings: Filings; views: Views },
) {
  const filing = await filings.find(filingId, applicantId);
  return { filing: maskedFiling(filing), view: await views.show({ ...filing.contents }, 'application/json') };
}
