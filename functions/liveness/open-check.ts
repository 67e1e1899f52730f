import { checkOpen } from '../../shared/domain/filing/corrections.ts';
import { siteOwnerOf } from '../../shared/domain/filing/filing.ts';
import { normalIdentityNumber } from '../../shared/domain/identity/identity-number.ts';
import {
  ACTION_LABELS,
  CHALLENGE_LIFETIME_SECONDS,
  canBeChecked,
  type LivenessChallenge,
  MAX_TRIES,
} from '../../shared/domain/liveness/liveness.ts';
import { type DocumentKind, limitsOf } from '../../shared/domain/media/document.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import { paidBy } from './paid-ports.ts';
import type { Ports } from './ports.ts';

export interface OpenCommand {
  readonly applicantId: string;
  readonly body: {
    readonly filingId: string;
    readonly websiteId: string;
    readonly photoContentType: string;
    readonly videoContentType: string;
    readonly consentTextVersion: string;
  };
}

/**
 * Opens a check of a website's site owner, who consents personally, at this moment, to being filmed. Returns a
 * challenge to record and permits for one photo and one video, or a permit for a photo and the vendor's page.
 */
export const openCheck = { prepare, commit };

/** Gets a challenge from the vendor if the check may be opened, and the credentials that sign the permits. */
async function prepare({ applicantId, body }: OpenCommand, ports: Ports) {
  const filing = await ports.filings.findOwn(body.filingId, applicantId);
  const website = filing.contents.websites.find(({ id }) => id === body.websiteId);
  if (!website) throw new Refused('website.unknown');
  // Never closed while the filing can be edited: a pass may have expired since the filing was returned.
  checkOpen(filing, []);
  const siteOwner = siteOwnerOf(filing.contents, website);
  if (!siteOwner) throw new Refused('liveness.site-owner-missing');
  if (!canBeChecked(siteOwner)) throw new Refused('liveness.other-certificate');
  await checkConsent({ applicantId, body }, ports);

  const person = { name: siteOwner.name, idNumber: normalIdentityNumber(siteOwner.idNumber) };
  const { livenessProvider } = paidBy(filing, ports);
  const [challenge] = await Promise.all([livenessProvider.challenge(person), ports.uploadGrants.prepare()]);
  return { person, films: livenessProvider.films, challenge };
}

/** Registers the uploads and the check. */
async function commit(
  command: OpenCommand,
  { person, films, challenge }: Awaited<ReturnType<typeof prepare>>,
  ports: Ports,
) {
  const { body } = command;
  await checkConsent(command, ports);
  const photo = await grant('liveness-photo', body.photoContentType, command, ports);
  const video = films === 'client' ? await grant('liveness-video', body.videoContentType, command, ports) : undefined;
  const now = ports.clock.now();
  const check = {
    id: ports.ids.uuid(),
    filingId: body.filingId,
    websiteId: body.websiteId,
    person,
    state: 'open' as const,
    challenge,
    consentTextVersion: body.consentTextVersion,
    photoDocumentId: photo.documentId,
    videoDocumentId: video?.documentId,
    photoAccepted: false,
    matchedCards: [],
    reasons: [],
    expiresAt: new Date(now.getTime() + CHALLENGE_LIFETIME_SECONDS * 1000),
    createdAt: now,
  };
  await ports.livenessChecks.create(check, MAX_TRIES);
  return { checkId: check.id, ...shown(challenge), photo, video, expiresAt: check.expiresAt };
}

/**
 * The site owner's own consent to the current text is stored with the check. An account that withdrew its consent
 * processes no data.
 */
async function checkConsent({ applicantId, body }: OpenCommand, { consents, settings }: Ports): Promise<void> {
  const textVersion = settings.consentTextVersion;
  if (body.consentTextVersion !== textVersion || !(await consents.isInForce(applicantId)))
    throw new Refused('consent.missing', { textVersion });
}

function shown(challenge: LivenessChallenge) {
  if ('page' in challenge) return { challenge: [], page: challenge.page };
  return { challenge: challenge.actions.map((action) => ({ action, label: ACTION_LABELS[action] })) };
}

async function grant(kind: DocumentKind, contentType: string, { applicantId, body }: OpenCommand, ports: Ports) {
  const { filingId, websiteId } = body;
  const { maxBytes } = limitsOf(kind);
  const { documentId, permit } = await ports.uploadPermits.issue(
    { filingId, applicantId, kind, subject: `website:${websiteId}`, contentType, maxBytes },
    CHALLENGE_LIFETIME_SECONDS,
  );
  return { documentId, post: await ports.uploadGrants.signPost(permit) };
}
