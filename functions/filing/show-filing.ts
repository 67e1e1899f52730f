import { maskedFiling } from '../../shared/domain/filing-view.ts';
import type { AuditTrail } from '../../shared/ports/audit-trail.ts';
import type { Filings } from '../../shared/ports/filings.ts';
import type { Views } from '../../shared/ports/views.ts';

/** A filing, masked, and a link to what the person typed, for his own form; the link is put on record. */
export async function showFiling(
  { applicantId, filingId }: { readonly applicantId: string; readonly filingId: string },
  { filings, views, auditTrail }: { filings: Filings; views: Views; auditTrail: AuditTrail },
) {
  const filing = await filings.find(filingId, applicantId);
  await auditTrail.write(applicantId, 'filing.viewed', filingId);
  return { filing: maskedFiling(filing), view: await views.show({ ...filing.contents }, 'application/json') };
}
