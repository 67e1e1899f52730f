import { Refused } from '../../contracts/kit/refusal.ts';
import { checkOpen } from '../../shared/domain/filing/corrections.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import {
  type DocumentKind,
  type DocumentSubject,
  GRANT_LIFETIME_SECONDS,
  HEIC_ADVICE,
  isHeic,
  limitsOf,
  mayPrecedeFiling,
} from '../../shared/domain/media/document.ts';
import { documentPath } from '../../shared/domain/rules/scopes.ts';
import type { Ports } from './ports.ts';

export interface GrantCommand {
  readonly applicantId: string;
  readonly body: {
    /** Left out before a filing is opened. */
    readonly filingId?: string | undefined;
    readonly kind: DocumentKind;
    readonly subject: DocumentSubject;
    readonly contentType: string;
    readonly bytes: number;
  };
}

type GrantPorts = Pick<Ports, 'clock' | 'consents' | 'filings' | 'uploadGrants' | 'uploadPermits'>;

/**
 * Permits one upload: one document of one filing, or of the account while it has none, under a key that we choose, no
 * longer than declared.
 */
export const grantUpload = { prepare, commit };

/** Waits for the credentials that sign. */
function prepare(_: GrantCommand, { uploadGrants }: GrantPorts): Promise<void> {
  return uploadGrants.prepare();
}

/** @throws Refused('consent.missing') when the person has withdrawn their consent (SEC-07). */
async function commit({ applicantId, body }: GrantCommand, _: undefined, ports: GrantPorts) {
  await checkPlace(applicantId, body, ports);
  checkFile(body);
  if (!(await ports.consents.isInForce(applicantId))) throw new Refused('consent.missing');
  const expiresAt = new Date(ports.clock.now().getTime() + GRANT_LIFETIME_SECONDS * 1000);
  const { bytes: maxBytes, ...document } = body;
  const { documentId, permit } = await ports.uploadPermits.issue(
    { ...document, applicantId, maxBytes },
    GRANT_LIFETIME_SECONDS,
  );
  const [post, put] = await Promise.all([
    ports.uploadGrants.signPost(permit),
    ports.uploadGrants.signPut(permit, maxBytes),
  ]);
  return { documentId, post, put, expiresAt };
}

/** @throws Refused where this document has no place. */
export async function checkPlace(
  applicantId: string,
  { filingId, kind, subject }: Pick<GrantCommand['body'], 'filingId' | 'kind' | 'subject'>,
  { filings }: Pick<GrantPorts, 'filings'>,
): Promise<void> {
  if (filingId === undefined) {
    if (!mayPrecedeFiling(kind, subject)) throw new Refused('upload.filing-missing');
    return;
  }
  const filing = await filings.findOwn(filingId, applicantId);
  checkSubject(filing, subject);
  checkOpen(filing, [documentPath(filing.contents, kind, subject)]);
}

function checkSubject(filing: Filing, subject: DocumentSubject): void {
  if (subject === 'organizer' || subject === 'principal') return;
  const websiteId = subject.slice('website:'.length);
  if (!filing.contents.websites.some(({ id }) => id === websiteId)) throw new Refused('website.unknown');
}

function checkFile({ kind, contentType, bytes }: GrantCommand['body']): void {
  const { label, contentTypes, maxBytes } = limitsOf(kind);
  if (!contentTypes.includes(contentType)) {
    const message = isHeic(contentType)
      ? HEIC_ADVICE
      : `${label}支持的文件类型：${contentTypes.join('、')}，请转换后上传。`;
    throw new Refused('upload.type', { fields: [{ field: 'contentType', message }] });
  }
  if (bytes > maxBytes) {
    const message = `${label}不能超过 ${maxBytes / 1024 / 1024} MB，请压缩后上传。`;
    throw new Refused('request.invalid', { fields: [{ field: 'bytes', message }] });
  }
}
