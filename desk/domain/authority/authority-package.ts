import type { PackedDocument } from '../../../contracts/review-desk/package.ts';
import type { ReviewPackage } from '../cases/package.ts';

/** The largest picture that is handed in, in bytes. Source: initial-review, section 6 (certificates and photo ≤ 100 KB each). */
export const MOST_ATTACHMENT_BYTES = 100 * 1024;

/** What the authority gets of a package: what is filed. Findings, repairs and eligibility stay at the provider. */
export interface FiledData {
  readonly organizer: Readonly<Record<string, unknown>>;
  readonly principal: Readonly<Record<string, unknown>>;
  readonly websites: readonly Readonly<Record<string, unknown>>[];
  readonly change?: unknown;
  readonly ending?: unknown;
  readonly numbers?: unknown;
}

/** `eligibility` has the certificate's number and the kind of organizer, which are filed with it. */
export function filedData(contents: ReviewPackage): FiledData {
  const { eligibility, organizer, principal, websites, change, ending, numbers } = contents as ReviewPackage &
    FiledData;
  const { organizerKind, certificateType, certificateNumber, region } = eligibility;
  return {
    organizer: { kind: organizerKind, certificateType, certificateNumber, region, ...organizer },
    principal,
    websites: websites.map((website) => ({ ...website })),
    ...(change !== undefined && { change }),
    ...(ending !== undefined && { ending }),
    ...(numbers !== undefined && { numbers }),
  };
}

/**
 * The papers that are handed in: pictures. How a film is handed over is not public, so it stays with the provider, and with it
 * its key frames.
 */
export const attachmentsOf = ({ documents }: ReviewPackage): readonly PackedDocument[] =>
  documents.filter(({ contentType, kind }) => contentType.startsWith('image/') && kind !== 'liveness-frame');
