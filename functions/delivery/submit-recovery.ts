import { contentHash } from '../../platform/edge/content-hash.ts';
import { packedPapers } from '../../shared/application/packed-papers.ts';
import { contentsOfEnding, numbersOfEnding } from '../../shared/domain/record/ending.ts';
import { papersForEnding, papersOfRecovery } from '../../shared/domain/record/ending-papers.ts';
import { liveWebsites } from '../../shared/domain/record/record.ts';
import { transferState } from '../../shared/domain/record/transfer.ts';
import { LINK_SECONDS } from './build-package.ts';
import type { Ports } from './ports.ts';

/**
 * Sends a recovery by papers to the desk, as a round of its own kind: what is filed of the organizer, beside the certificates and the
 * face that whoever asks has shown. One that has ended meanwhile is not sent.
 *
 * @throws Failed of the desk or the store that failed.
 */
export async function submitRecovery(transferId: string, ports: Ports): Promise<'sent' | 'out-of-date'> {
  const { clock, documents, objectStore, recordTransfers, reviewDesk } = ports;
  const { transfer, record } = await recordTransfers.find({ id: transferId });
  const { papers = [], targetId = '' } = transfer;
  if (transferState(transfer, clock.now()) !== 'reviewing') return 'out-of-date';
  const shown = await Promise.all(papers.map((id) => documents.findOwn(id, targetId)));
  const plan = { websites: liveWebsites(record) };
  const { websites, ...filed } = contentsOfEnding(record, plan);
  const packed = packedPapers(papersForEnding({ ...filed, websites: [] }, shown, papersOfRecovery));
  const data = {
    ...{ filingType: 'recovery', ...filed, ...packed },
    numbers: numbersOfEnding(record, plan),
    websites: websites.map(({ id, domain }) => ({ id, domain })),
  };
  const links = await Promise.all(shown.map(({ cleanKey }) => objectStore.readLink(cleanKey ?? '', LINK_SECONDS)));
  const linked = packed.documents.map((document, place) => ({ ...document, link: links[place] ?? '' }));
  const [filingId, round] = [transferId, 1];
  await reviewDesk.submit({ filingId, round, contentHash: contentHash(data), data: { ...data, documents: linked } });
  return 'sent';
}
