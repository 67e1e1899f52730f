import type { CommitmentLetterContent } from './commitment-letter.ts';
import type { Ports } from './ports.ts';

/** Loaded on demand: pdfkit takes 60 ms of CPU to load, and most calls of this function draw no letter. */
const drawing = () => import('./commitment-letter.ts');

/** 广东 requires a fingerprint beside a person's signature (PV-GD-06). */
const FINGERPRINT_PROVINCES = ['440000'];

/** The commitment letter as its province wants it. @param region GB/T 2260 code @returns PDF */
export async function letterOf(
  { region, ...content }: Omit<CommitmentLetterContent, 'fingerprint'> & { readonly region: string },
  { clock, settings }: Pick<Ports, 'clock' | 'settings'>,
): Promise<Buffer> {
  const { drawCommitmentLetter } = await drawing();
  const fingerprint = content.organizerKind === 'individual' && FINGERPRINT_PROVINCES.includes(region);
  const options = { font: settings.letterFont, createdAt: clock.now() };
  return Buffer.from(await drawCommitmentLetter({ ...content, fingerprint }, options));
}
