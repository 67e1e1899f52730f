import type { Addresses } from '../../local/laptop.ts';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import { CONSENT_TEXT_VERSION, Filer, wxLogin } from '../walk/filer.ts';
import { drawPapers } from '../walk/papers.ts';
import { walkFiling } from '../walk/walk-filing.ts';

/** Files once as a new user. Also downloads the pre-filled letter, which uses the deployed font. @throws Refusal */
export async function fileOnce(
  { gateway, wechat }: Pick<Addresses, 'gateway' | 'wechat'>,
  kind: OrganizerKind,
  onStep: (step: string, detail: string) => void = () => {},
) {
  const papers = await drawPapers(kind);
  const code = await wxLogin(wechat, kind);
  const filer = new Filer(gateway);
  const ended = await walkFiling(filer, { papers, loginCode: code, consentTextVersion: CONSENT_TEXT_VERSION, onStep });
  return { ...ended, letter: await letterOf(filer, ended.filingId) };
}

/** The PDF, through its five-minute link. */
async function letterOf(filer: Filer, filingId: string): Promise<Buffer> {
  const { letter } = await filer.call('commitmentLetter', { params: { filingId } });
  return Buffer.from(await (await fetch(letter.url)).arrayBuffer());
}
