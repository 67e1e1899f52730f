import type { Shown } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { documentsOf, placeWhenSubmitted, valueAt } from '../../shared/domain/filing/repair.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';
import { repairing, shownRepair } from './repairs.ts';
import type { FilingAddress } from './save-contents.ts';

/**
 * The flagged items of a returned filing, and a link to what was submitted, what stands there now and the words to the
 * reviewer, in clear. The view is audited.
 *
 * @throws Refused('filing.wrong-state') when nothing is to be repaired.
 */
export async function showRepair({ applicantId, filingId }: FilingAddress, ports: Ports) {
  const filing = await ports.filings.findOwn(filingId, applicantId);
  const found = await repairing(filing, ports);
  if (!found) throw new Refused('filing.wrong-state', { state: filing.state, event: 'save' });
  const { items, submitted } = found;
  await ports.auditTrail.write(applicantId, 'filing.viewed', filingId);
  const seen: Shown<typeof contract.showRepair>['items'] = items.map(({ item, field, word }) => {
    const before = placeWhenSubmitted(field, submitted, filing.contents);
    return {
      item,
      before: before && valueAt(before, submitted.contents),
      now: valueAt(field, filing.contents),
      ...(word !== undefined && { word }),
    };
  });
  return {
    round: filing.round,
    items: items.map((item) => ({
      ...shownRepair(item, filing),
      oldPictures: documentsOf(placeWhenSubmitted(item.field, submitted, filing.contents), submitted),
    })),
    view: await ports.views.show({ items: seen }, 'application/json', { accountId: applicantId }),
  };
}
