import { wantsFingerprint } from '../../shared/domain/media/letter.ts';
import type { CommitmentLetterContent } from './commitment-letter.ts';
import type { Ports } from './ports.ts';

/** Loaded on demand: pdfkit takes 60 ms of CPU to load, and most calls of this function draw no letter. */
const drawing = () => import('./commitment-letter.ts');

/** The commitment letter as its province wants it. @param region GB/T 2260 code @returns PDF */
export async function letterOf(
  { region, ...content }: Omit<CommitmentLetterContent, 'fingerprint'> & { readonly region: string },
  { clock, settings }: Pick<Ports, 'clock' | 'settings'>,
): Promise<Buffer> {
  const { drawCommitmentLetter } = await drawing();
  const fingerprint = wantsFingerprint(content.organizerKind, region);
  const options = { font: settings.letterFont, createdAt: clock.now() };
  return Buffer.from(await drawCommitmentLetter({ ...content, fingerprint }, options));
}
