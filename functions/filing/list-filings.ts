import { stateLabelOf } from '../../shared/domain/filing/state-label.ts';
import type { Ports } from './ports.ts';

/** The applicant's filings, newest first. */
export async function listFilings(
  { applicantId }: { readonly applicantId: string },
  { filings }: Pick<Ports, 'filings'>,
) {
  const all = await filings.listOwn(applicantId);
  return {
    filings: all.map(({ id, ...filing }) => ({ filingId: id, ...filing, stateLabel: stateLabelOf(filing) })),
  };
}
