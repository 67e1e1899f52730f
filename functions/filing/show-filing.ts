import type { Shown } from '../../contracts/kit/contract.ts';
import { maskedFiling } from '../../shared/domain/filing/view.ts';
import { isOneForAll } from '../../shared/domain/liveness/liveness.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

/**
 * A filing, masked, and a link to what was typed in clear, also to half-filled forms and to both sides of a conflict. The
 * view is audited.
 */
export async function showFiling(
  { applicantId, filingId }: { readonly applicantId: string; readonly filingId: string },
  { filings, formDrafts, views, auditTrail, settings }: Ports,
) {
  const filing = await filings.findOwn(filingId, applicantId);
  await auditTrail.write(applicantId, 'filing.viewed', filingId);
  const stored = await formDrafts.ofFiling(filingId);
  const drafts = Object.fromEntries(stored.map(({ form, draft }) => [form, draft]));
  const shown: Shown<typeof contract.showFiling> = { ...filing.contents, drafts };
  return {
    filing: maskedFiling(filing),
    isOneLiveness: isOneForAll(filing.contents, settings),
    drafts: stored.map(({ form, draft: { version }, gaps, conflicts }) => ({ form, version, gaps, conflicts })),
    view: await views.show(shown, 'application/json', { accountId: applicantId }),
  };
}
