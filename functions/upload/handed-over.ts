import { Refused } from '../../contracts/kit/refusal.ts';
import { handedOver } from '../../shared/application/handed-over.ts';
import { askerOf } from '../../shared/domain/filing/asker.ts';
import { type Filing, siteOwnerOf } from '../../shared/domain/filing/filing.ts';
import { isEditable } from '../../shared/domain/filing/machine.ts';
import { maskName } from '../../shared/domain/identity/mask.ts';
import {
  asksConsent,
  type DeclineReason,
  type DocumentHandOver,
  endedWith,
  mayUpload,
  type OwnConsent,
  triesOfDocuments,
} from '../../shared/domain/liveness/hand-over.ts';
import { type Document, type DocumentKind, limitsOf } from '../../shared/domain/media/document.ts';
import type { HandOverPass } from '../../shared/ports/documents/hand-overs.ts';
import { grantUpload } from './grant-upload.ts';
import { documentsOf } from './hand-over.ts';
import type { Ports } from './ports.ts';

// What the other phone may do without signing in: it sends the pictures that it was asked for, and sees how they fare. It
// gets no picture and no value that was read.

interface WithPass<Body = unknown> {
  readonly body: HandOverPass & Body;
}

/** What the other phone shows before anything else. The first device that asks is bound to the link. */
export async function openUploadHandOver({ body }: WithPass, ports: Ports) {
  const found = await stillAsked(await ports.documentHandOvers.open(body, ports.clock.now()), ports);
  const { documents, state, triesLeft } = await onPhone(ports).standing(found);
  return {
    state,
    kinds: found.kinds,
    ...askedFor(found),
    isForOther: found.isForOther,
    consentTextVersion: ports.settings.consentTextVersion,
    documents: found.kinds.flatMap((kind) => {
      const newest = documents.findLast((document) => document.kind === kind);
      return newest ? [shown(newest)] : [];
    }),
    triesLeft,
    expiresAt: found.expiresAt,
  };
}

interface Wish {
  readonly kind: DocumentKind;
  readonly contentType: string;
  readonly bytes: number;
  /** The consent of a person who is not the one that files. */
  readonly consent?: { readonly name: string; readonly textVersion: string } | undefined;
}

/** Permits one upload into the filing, or the certificates, of whoever handed it over. */
export async function grantHandedOver({ body }: WithPass<Wish>, ports: Ports) {
  const { filingId, applicantId, subject } = await beginning(body, ports);
  const { kind, contentType, bytes } = body;
  const command = { applicantId, body: { filingId, kind, subject, contentType, bytes } };
  await grantUpload.prepare(command, ports);
  return ports.transactions.inTransaction(async () => {
    // Taken back or declined meanwhile: the lock lets neither happen between this look and the commit.
    const found = await beginning(body, ports);
    const grant = await grantUpload.commit(
      { ...command, body: { ...command.body, filingId: found.filingId } },
      undefined,
      ports,
    );
    await ports.documentHandOvers.addDocument(found.id, grant.documentId, consentIn(found, body, ports));
    return grant;
  });
}

/** How a picture fares that this phone has sent, also after the hand-over has ended. */
export async function showHandedOver({ body }: WithPass<{ readonly documentId: string }>, ports: Ports) {
  const found = await ports.documentHandOvers.lock(body);
  const document = (await documentsOf(found, ports)).find(({ id }) => id === body.documentId);
  if (!document) throw new Refused('upload.unknown');
  return shown(document);
}

/** The person on the other phone doesn't want to: nothing more can be sent by this link. */
export async function declineUpload({ body }: WithPass<{ readonly reason: DeclineReason }>, ports: Ports) {
  const found = await onPhone(ports).goingOn(body);
  await ports.documentHandOvers.decline(found.id, body.reason, ports.clock.now());
  await ports.forgetting.forgetUnsent(found.documentIds);
  return { state: 'declined' as const };
}

const shown = ({ id, kind, state, findings }: Document) => ({ documentId: id, kind, state, findings });

/** For whom and what the picture is: whose filing, masked. Nothing of it is known before there is one. */
function askedFor({ filing, subject }: Wanted) {
  if (!filing) return {};
  const { contents } = filing;
  const website = contents.websites.find(({ id }) => subject === `website:${id}`);
  const person = website ? siteOwnerOf(contents, website) : subject === 'principal' ? contents.principal : undefined;
  return {
    ...askerOf(contents),
    organizerKind: contents.eligibility.organizerKind,
    domain: website?.domain ?? contents.eligibility.domain,
    person: person && maskName(person.name),
  };
}

/** A hand-over with its filing, if there is one yet. */
type Wanted = DocumentHandOver & { readonly filing?: Filing };

/** A filing that takes no picture any more takes its links with it. */
async function stillAsked(found: DocumentHandOver, { clock, filings }: Ports): Promise<Wanted> {
  const { filingId, applicantId } = found;
  if (filingId === undefined) return found;
  const filing = await filings.findOwn(filingId, applicantId);
  return { ...endedWith(found, !isEditable(filing.state), clock.now()), filing };
}

const onPhone = (ports: Ports) =>
  handedOver({
    clock: ports.clock,
    lock: async (pass: HandOverPass) => stillAsked(await ports.documentHandOvers.lock(pass), ports),
    mayBegin: mayUpload,
    async look(found: DocumentHandOver, now) {
      const documents = await documentsOf(found, ports);
      return { documents, tries: triesOfDocuments(found.kinds, documents, now) };
    },
  });

/** @throws Refused where this phone may not send this picture, or not any more. */
async function beginning(body: HandOverPass & Wish, ports: Ports): Promise<DocumentHandOver> {
  const found = await onPhone(ports).beginning(body);
  if (!found.kinds.includes(body.kind)) {
    const message = `这个链接只用来拍${found.kinds.map((kind) => limitsOf(kind).label).join('和')}。`;
    throw new Refused('request.invalid', { fields: [{ field: 'kind', message }] });
  }
  return found;
}

/** @throws Refused('consent.missing') when somebody else has not agreed to the text that is in force. */
function consentIn(found: DocumentHandOver, { consent }: Wish, { settings, clock }: Ports): OwnConsent | undefined {
  if (!asksConsent(found)) return undefined;
  const textVersion = settings.consentTextVersion;
  const hasAgreed = consent?.textVersion === textVersion && consent.name.trim() !== '';
  if (!hasAgreed) throw new Refused('consent.missing', { textVersion });
  return { name: consent.name.trim(), textVersion, at: clock.now() };
}
