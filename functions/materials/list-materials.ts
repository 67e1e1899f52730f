import { limitsOf, newestOf } from '../../shared/domain/media/document.ts';
import { materialsNeeded } from '../../shared/domain/rules/materials/materials-needed.ts';
import type { Ports } from './ports.ts';

/**
 * The materials of this filing, the reason for each, and its state. The newest of several uploads counts. `isFiled`: the record
 * was filed with a picture that may be used again.
 */
export async function listMaterials(
  { applicantId, filingId }: { readonly applicantId: string; readonly filingId: string },
  { filings, filingCases, documents, filedPictures }: Ports,
) {
  const filing = await filings.findOwn(filingId, applicantId);
  const [known, uploaded, filed] = await Promise.all([
    filingCases.withDomains(filing),
    documents.ofFiling(filingId),
    filedPictures.of(filing),
  ]);
  const materials = materialsNeeded(known).map(({ kind, subject, reason }) => {
    const document = newestOf(uploaded, kind, subject);
    const { label } = limitsOf(kind);
    const state = document?.state ?? ('missing' as const);
    const isFiled = filed(kind, subject) !== undefined;
    return {
      kind,
      label,
      subject,
      reason,
      documentId: document?.id,
      state,
      findings: document?.findings ?? [],
      isFiled,
    };
  });
  return { materials };
}
