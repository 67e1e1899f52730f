import { Refused } from '../../contracts/kit/refusal.ts';
import { MAX_HAND_OVER_TRIES } from '../../shared/domain/liveness/hand-over.ts';
import {
  ACTION_LABELS,
  CHALLENGE_LIFETIME_SECONDS,
  type LivenessChallenge,
  MAX_TRIES,
} from '../../shared/domain/liveness/liveness.ts';
import { type DocumentKind, limitsOf } from '../../shared/domain/media/document.ts';
import { type Checked, siteOwnerToCheck } from './checked-person.ts';
import { consentTextFor } from './consent.ts';
import { paidBy } from './paid-ports.ts';
import type { Ports } from './ports.ts';

/** A check that hangs on a filing of an account. */
export interface CheckCommand {
  readonly applicantId: string;
  readonly body: {
    readonly filingId: string;
    readonly photoContentType: string;
    readonly videoContentType: string;
    readonly consentTextVersion: string;
  };
}

export interface OpenCommand extends CheckCommand {
  readonly body: CheckCommand['body'] & { readonly websiteId: string };
}

/**
 * Opens a check of a website's site owner, who consents personally, at this moment, to being filmed. Returns a
 * challenge to record and permits for one photo and one video, or a permit for a photo and the vendor's page.
 */
export const openCheck = { prepare, commit };

async function prepare(command: OpenCommand, ports: Ports) {
  const { applicantId, body } = command;
  const filing = await ports.filings.findOwn(body.filingId, applicantId);
  return prepareOf(siteOwnerToCheck(filing, body.websiteId, ports.settings), command, ports);
}

/** Gets a challenge from the vendor if the check may be opened, and the credentials that sign the permits. */
export async function prepareOf(checked: Checked, command: CheckCommand, ports: Ports) {
  await checkConsent(command, checked, ports);
  const { livenessProvider } = paidBy(checked.payer, ports);
  const [challenge] = await Promise.all([livenessProvider.challenge(checked.person), ports.uploadGrants.prepare()]);
  return { checked, films: livenessProvider.films, challenge };
}

/** Registers the uploads and the check. */
async function commit(
  command: CheckCommand,
  { checked, films, challenge }: Awaited<ReturnType<typeof prepareOf>>,
  ports: Ports,
) {
  const { body } = command;
  await checkConsent(command, checked, ports);
  const granted = (kind: DocumentKind, type: string) => grant(kind, type, { command, checked }, ports);
  const photo = await granted('liveness-photo', body.photoContentType);
  const video = films === 'client' ? await granted('liveness-video', body.videoContentType) : undefined;
  const now = ports.clock.now();
  const check = {
    id: ports.ids.uuid(),
    filingId: body.filingId,
    websiteId: checked.websiteId,
    transferId: checked.transferId,
    person: checked.person,
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
  await ports.livenessChecks.create(check, checked.transferId === undefined ? MAX_TRIES : MAX_HAND_OVER_TRIES);
  return { checkId: check.id, ...shown(challenge), photo, video, expiresAt: check.expiresAt };
}

/**
 * The person's own consent to the current text is stored with the check. An account that withdrew its consent
 * processes no data.
 */
async function checkConsent({ applicantId, body }: CheckCommand, checked: Checked, ports: Ports): Promise<void> {
  const textVersion = consentTextFor(checked, ports);
  if (body.consentTextVersion !== textVersion || !(await ports.consents.isInForce(applicantId)))
    throw new Refused('consent.missing', { textVersion });
}

function shown(challenge: LivenessChallenge) {
  if ('page' in challenge) return { challenge: [], page: challenge.page };
  return { challenge: challenge.actions.map((action) => ({ action, label: ACTION_LABELS[action] })) };
}

async function grant(
  kind: DocumentKind,
  contentType: string,
  { command, checked: { websiteId } }: { readonly command: CheckCommand; readonly checked: Checked },
  ports: Ports,
) {
  const { applicantId, body } = command;
  const { maxBytes } = limitsOf(kind);
  const subject = websiteId === undefined ? ('principal' as const) : (`website:${websiteId}` as const);
  const { documentId, permit } = await ports.uploadPermits.issue(
    { filingId: body.filingId, applicantId, kind, subject, contentType, maxBytes },
    CHALLENGE_LIFETIME_SECONDS,
  );
  return { documentId, post: await ports.uploadGrants.signPost(permit) };
}
