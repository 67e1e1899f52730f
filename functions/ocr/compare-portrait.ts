import { log } from '../../platform/edge/log.ts';
import { Failed } from '../../platform/ports/failed.ts';
import { isOnCard, type LivenessCheck } from '../../shared/domain/liveness/liveness.ts';
import { passesBeside } from '../../shared/domain/liveness/standing.ts';
import type { LivenessMedium } from '../../shared/ports/documents/liveness.ts';
import type { LookedAt } from './change-for.ts';
import type { Ports } from './ports.ts';

/** The vendor fetches both pictures within seconds. */
const LINK_SECONDS = 60;
/** More than intake keeps of any photo. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Compares an ID card that comes after its holder's liveness check with the check's photo. The check counts beside this
 * card only if the same face is on it; without an answer it does not, and the person reads what to do. Done before the
 * card can be used, so that nobody reads of a card that is still being compared.
 */
export async function comparePortrait(
  { id, kind, subject, filingId, key, messageId }: LookedAt,
  ports: Ports,
): Promise<void> {
  // Without a filing there is no check yet.
  if (kind !== 'id-front' || filingId === undefined) return;
  const { applicantId, contents } = await ports.reviews.findFiling(filingId);
  const all = await ports.livenessChecks.ofFiling(filingId);
  const checks = passesBeside(subject, all, contents, ports.clock.now());
  const faces = ports.faces.paidBy({ accountId: applicantId, filingId });
  const card = await mediumAt(key, ports);
  await Promise.all(
    checks.map(async (check) => {
      try {
        const photo = await photoOf(check, applicantId, ports);
        if (!photo || !(await ports.consents.isInForceFor(filingId))) return;
        const similarity = await faces.similarity(photo, card);
        if (isOnCard(similarity)) await ports.livenessChecks.addMatchedCard(check.id, id, similarity);
      } catch (error) {
        if (!(error instanceof Failed)) throw error;
        const { port, kind: failure, vendorCode } = error;
        log({ level: 'warn', function: 'ocr', requestId: messageId, port, failure, vendorCode });
      }
    }),
  );
}

async function photoOf(
  { photoDocumentId }: LivenessCheck,
  applicantId: string,
  ports: Ports,
): Promise<LivenessMedium | undefined> {
  const { state, cleanKey } = await ports.documents.findOwn(photoDocumentId, applicantId);
  return state === 'ready' && cleanKey ? mediumAt(cleanKey, ports) : undefined;
}

async function mediumAt(key: string, { objectStore }: Ports): Promise<LivenessMedium> {
  return {
    link: await objectStore.readLink(key, LINK_SECONDS),
    load: async () => {
      const bytes = await objectStore.read(key, { maxBytes: MAX_BYTES });
      if (!bytes) throw new Failed('object-store', 'broken', 'NoSuchKey');
      return bytes;
    },
  };
}
