import { log } from '../../platform/edge/log.ts';
import { Failed } from '../../platform/ports/failed.ts';
import type { LivenessCheck } from '../../shared/domain/liveness/liveness.ts';
import type { KeptPicture } from '../../shared/ports/documents/documents.ts';
import type { Ports } from './ports.ts';

/** Enough to see the person in the film; each travels to the desk as the other pictures do. */
const MOST_FRAMES = 3;

interface FilmedCheck extends Pick<LivenessCheck, 'id' | 'filingId'> {
  readonly websiteId: string;
  readonly applicantId: string;
}

type FramePorts = Pick<Ports, 'documents' | 'ids' | 'objectStore'>;

/**
 * Keeps the key frames that a vendor returned with a passed check, for the reviewer: the best first, none twice, each written
 * anew without what else its file says. What can't be decoded is left out.
 *
 * The pass is paid for, so a store that is out of order costs the frames and not the check.
 *
 * @returns ids of their documents.
 */
export async function keepFrames(
  { id: checkId, filingId, websiteId, applicantId }: FilmedCheck,
  frames: readonly Buffer[],
  ports: FramePorts,
): Promise<readonly string[]> {
  const { documents, ids } = ports;
  const pictures = (await writtenAnew(frames)).map((bytes) => ({
    bytes,
    document: {
      id: ids.uuid(),
      filingId,
      applicantId,
      kind: 'liveness-frame' as const,
      subject: `website:${websiteId}` as const,
      contentType: 'image/jpeg',
      maxBytes: bytes.length,
      incomingKey: `incoming/liveness-frame/${ids.secret()}`,
      cleanKey: `clean/materials/${ids.secret()}`,
    },
  }));
  await documents.keep(pictures.map(({ document }) => document));
  try {
    for (const { document, bytes } of pictures) await store(document, bytes, ports);
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    const { port, vendorCode } = error;
    log({ level: 'warn', function: 'liveness', requestId: checkId, port, vendorCode });
    return [];
  }
  return pictures.map(({ document }) => document.id);
}

async function store({ cleanKey }: KeptPicture, bytes: Buffer, { documents, objectStore }: FramePorts): Promise<void> {
  await objectStore.write(cleanKey, bytes, 'image/jpeg');
  // Erased meanwhile: nothing names the object any more.
  if (!(await documents.findByCleanKey(cleanKey))) await objectStore.remove(cleanKey);
}

/** Loaded on demand: sharp takes 43 ms of CPU to load. */
async function writtenAnew(frames: readonly Buffer[]): Promise<readonly Buffer[]> {
  const distinct = [...new Map(frames.map((frame) => [frame.toString('base64'), frame])).values()];
  const { asPicture } = await import('./measure-portrait.ts');
  const pictures = await Promise.all(distinct.slice(0, MOST_FRAMES).map(asPicture));
  return pictures.filter((picture) => picture !== undefined);
}
