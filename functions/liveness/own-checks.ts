import { createHash } from 'node:crypto';
import {
  type LivenessCheck,
  type LivenessObjection,
  ON_CARD_SIMILARITY,
} from '../../shared/domain/liveness/liveness.ts';
import { objectionsTo, onlyFace } from '../../shared/domain/liveness/photo.ts';
import { withConsent } from './consent.ts';
import type { LivenessMedia } from './media.ts';
import type { PaidPorts } from './paid-ports.ts';

/** Loaded on demand: sharp takes 43 ms of CPU to load, and opening and showing a check need no pictures. */
const pictures = () => import('./measure-portrait.ts');

/**
 * Our own objections before FaceID is billed: reused media, a photo that a reviewer would return, and a face that
 * differs from the ID card's. No vendor checks the background. A photo is checked once per check, because face
 * detection is billed too.
 *
 * @throws Failed('faces' | 'object-store', …), Refused('consent.missing')
 */
export async function ownObjections(
  check: LivenessCheck,
  media: LivenessMedia,
  ports: PaidPorts,
): Promise<readonly LivenessObjection[]> {
  const photo = await media.photo.load();
  const { lookOf } = await pictures();
  const traces = [
    { kind: 'photo' as const, digest: digestOf(photo), look: await lookOf(photo) },
    ...(media.video ? [{ kind: 'video' as const, digest: digestOf(await media.video.load()) }] : []),
  ];
  if ((await ports.seenMedia.rememberUse(check.id, check.filingId, traces)) === 'seen')
    return [{ code: 'seen-before' }];
  if (check.photoAccepted) return [];
  const objections = await photoObjections(check, photo, media, ports);
  if (objections.length === 0)
    await ports.livenessChecks.change(check.id, 'verifying', { state: 'verifying', photoAccepted: true });
  return objections;
}

/** Whether the vendor's key frames of a video were seen in another one: the same recording, re-encoded. */
export async function framesSeen(
  check: LivenessCheck,
  frames: readonly Buffer[],
  { seenMedia }: PaidPorts,
): Promise<boolean> {
  const { lookOf } = await pictures();
  const looks = await Promise.all(frames.map(lookOf));
  const traces = looks.flatMap((look) => (look ? [{ kind: 'frame' as const, look }] : []));
  return (await seenMedia.rememberUse(check.id, check.filingId, traces)) === 'seen';
}

async function photoObjections(
  check: LivenessCheck,
  photo: Buffer,
  { photo: medium, card }: LivenessMedia,
  ports: PaidPorts,
): Promise<readonly LivenessObjection[]> {
  const { faces } = ports;
  const face = onlyFace(await withConsent(check, ports, () => faces.detect(medium)));
  if ('code' in face) return [face];
  const { measurePortrait } = await pictures();
  const { measures, ...size } = await measurePortrait(photo, face);
  const objections = objectionsTo(size, face, measures);
  if (objections.length > 0 || !card) return objections;
  const similarity = await withConsent(check, ports, () => faces.similarity(medium, card));
  if (similarity !== undefined && similarity < ON_CARD_SIMILARITY) return [{ code: 'not-on-card' }];
  // A card without a comparable face is for OCR and the reviewer to refuse.
  await ports.livenessChecks.addMatchedCard(check.id, card.id, similarity);
  return [];
}

const digestOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
