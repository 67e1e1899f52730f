import sharp from 'sharp';
import { objectStore } from '../../../platform/compose/object-store.ts';
import { clock, ids } from '../../../platform/compose/system.ts';
import { resolvePorts } from '../../../platform/edge/ports.ts';
import { filingCases } from '../../../shared/compose/filing-cases.ts';
import { settings } from '../../../shared/compose/settings.ts';
import type { Filing, OrganizerKind, Person } from '../../../shared/domain/filing/filing.ts';
import type { DocumentKind, DocumentSubject, ReadFields } from '../../../shared/domain/media/document.ts';
import { materialsNeeded } from '../../../shared/domain/rules/materials/materials-needed.ts';
import type { Filer } from '../../../tools/walk/filer.ts';
import { specimenOf } from '../../../tools/walk/papers.ts';
import { documents, livenessChecks, reviews } from '../database/service-ports.ts';
import { openDraft } from '../test-laptop.ts';

const NO_LIMIT = { grants: 1000, bytes: Infinity };

const ports = () => resolvePorts({ clock, documents, filingCases, ids, livenessChecks, reviews, settings });

/** A draft with every form filled in, through the API. */
export async function filledDraft(filer: Filer, kind: OrganizerKind = 'enterprise') {
  const { organizer, principal, website } = specimenOf(kind);
  const { filingId, websites } = await openDraft(filer, kind);
  const websiteId = websites[0]?.websiteId ?? '';
  await filer.saveOrganizer(filingId, organizer);
  await filer.savePrincipal(filingId, principal);
  await filer.saveWebsite(filingId, websiteId, website);
  if (kind === 'enterprise') await filer.saveSiteOwner(filingId, websiteId, principal);
  return { filingId, websiteId };
}

/** A filing ready for submission. */
export async function readyFiling(filer: Filer, kind: OrganizerKind = 'enterprise') {
  const draft = await filledDraft(filer, kind);
  await readyPapers(draft);
  return draft;
}

/** Puts a picture behind each paper of a filing, for whoever reviews it. */
export async function picturePapers(filingId: string): Promise<void> {
  const paper = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();
  const store = await objectStore();
  for (const { cleanKey } of await (await documents()).ofFiling(filingId))
    if (cleanKey) await store.write(cleanKey, paper, 'image/jpeg');
}

/**
 * The papers and the liveness check of a filing whose forms are filled in, inserted as intake, OCR and FaceID leave them.
 *
 * @param ownKinds papers that somebody uploads themselves.
 */
export async function readyPapers(
  { filingId, websiteId }: { readonly filingId: string; readonly websiteId: string },
  ownKinds: readonly DocumentKind[] = [],
) {
  const { filingCases, reviews } = await ports();
  const filing = await reviews.findFiling(filingId);
  for (const { kind, subject } of materialsNeeded(await filingCases.whole(filing, true)))
    if (!ownKinds.includes(kind)) await readyDocument(filing, kind, subject);
  const siteOwner = filing.contents.websites.find(({ id }) => id === websiteId)?.siteOwner;
  await passLiveness(filing, websiteId, siteOwner ?? specimenOf(filing.contents.eligibility.organizerKind).principal);
}

/** A document that intake has accepted and, with `fields`, OCR has read. It has no file. */
export async function readyDocument(filing: Filing, kind: DocumentKind, subject: DocumentSubject, fields?: ReadFields) {
  const { documents, ids } = await ports();
  const id = ids.uuid();
  const incomingKey = `incoming/${kind}/${ids.secret()}`;
  const { id: filingId, applicantId } = filing;
  await documents.create(
    { id, filingId, applicantId, kind, subject, contentType: 'image/jpeg', maxBytes: 4_194_304, incomingKey },
    NO_LIMIT,
  );
  await documents.change(id, 'waiting', {
    state: 'ready',
    cleanKey: `clean/materials/${ids.secret()}`,
    ...(fields ? { fields } : {}),
  });
  return id;
}

async function passLiveness(filing: Filing, websiteId: string, { name, idNumber }: Person): Promise<void> {
  const { clock, documents, ids, livenessChecks, settings } = await ports();
  const cards = (await documents.ofFiling(filing.id)).filter((document) => document.kind === 'id-front');
  const id = ids.uuid();
  const subject = `website:${websiteId}` as const;
  const person = { name, idNumber };
  const expiresAt = new Date(clock.now().getTime() + 24 * 60 * 60 * 1000);
  const check = {
    id,
    filingId: filing.id,
    websiteId,
    person,
    state: 'open' as const,
    reasons: [],
    consentTextVersion: settings.consentTextVersion,
    photoAccepted: true,
    matchedCards: cards.map((card) => card.id),
    challenge: { actions: ['open-mouth', 'close-eyes'] as const },
    photoDocumentId: await readyDocument(filing, 'liveness-photo', subject),
    videoDocumentId: await readyDocument(filing, 'liveness-video', subject),
    expiresAt,
    createdAt: clock.now(),
  };
  await livenessChecks.create(check, 5);
  await livenessChecks.change(id, 'open', { state: 'passed', similarity: 96, expiresAt });
}
