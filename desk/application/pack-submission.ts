import { Refused } from '../../contracts/kit/refusal.ts';
import { attachmentsOf, filedData, MOST_ATTACHMENT_BYTES } from '../domain/authority/authority-package.ts';
import type { ReviewPackage } from '../domain/cases/package.ts';
import type { Attachment, AuthoritySubmission, FittedPictures } from '../ports/authority.ts';
import type { OpenCases } from '../ports/open-cases.ts';
import type { WorkRow } from '../ports/work-list.ts';

interface Ports {
  readonly fittedPictures: FittedPictures;
  readonly objectStore: { read(key: string, options: { readonly maxBytes: number }): Promise<Buffer | undefined> };
  readonly openCases: Pick<OpenCases, 'paperOf'>;
}

/** A picture could not be made small enough. */
export class UnfitAttachment extends Error {
  override readonly name = 'UnfitAttachment';
}

/** More than a picture of a package has. */
const MOST_BYTES = 25 * 1024 * 1024;

/**
 * A filing as it is handed in, with its pictures as the authority takes them.
 *
 * @throws UnfitAttachment; Refused('paper.broken'), also for one that is not there; Failed('object-store', …)
 */
export async function packSubmission(
  number: number,
  { caseId, filingType, province }: Pick<WorkRow, 'caseId' | 'filingType' | 'province'>,
  contents: ReviewPackage,
  { fittedPictures, objectStore, openCases }: Ports,
): Promise<AuthoritySubmission> {
  const attachments: Attachment[] = [];
  // One at a time: a decoded picture is large.
  for (const { id, kind, subject } of attachmentsOf(contents)) {
    const paper = await openCases.paperOf(caseId, id);
    const picture = paper && (await objectStore.read(paper.objectKey, { maxBytes: MOST_BYTES }));
    if (!picture) throw new Refused('paper.broken');
    const bytes = await fittedPictures.fit(picture, MOST_ATTACHMENT_BYTES);
    if (!bytes) throw new UnfitAttachment(`${kind} of ${subject}`);
    attachments.push({ id, kind, subject, bytes });
  }
  return { number, filingType, province, data: filedData(contents), attachments };
}
