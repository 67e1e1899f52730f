import type { Addresses } from '../../local/laptop.ts';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import { Filer, type FilingAnswer } from '../walk/filer.ts';
import { drawPapers } from '../walk/papers.ts';
import { overHttp } from '../walk/send.ts';
import { walkFiling } from '../walk/walk-filing.ts';

/** Version of the consent text in force; see serverless.yml. */
const CONSENT_TEXT_VERSION = '2026-11';

/** Files once as a newcomer does. Also downloads the pre-filled letter, which is made with the font that was deployed. @throws Refusal */
export async function fileOnce(
  { gateway, wechat }: Pick<Addresses, 'gateway' | 'wechat'>,
  kind: OrganizerKind,
  onStep: (step: string, detail: string) => void = () => {},
) {
  const papers = await drawPapers(kind);
  const login = await fetch(`${wechat}/laptop/login?name=${kind}`);
  const { code } = (await login.json()) as { code: string };
  const filer = new Filer(overHttp(gateway));
  const ended = await walkFiling(filer, {
    papers,
    loginCode: code,
    consentTextVersion: CONSENT_TEXT_VERSION,
    onStep,
  });
  return { ...ended, letter: await letterOf(filer, ended.filingId) };
}

/** The PDF, from its five-minute link. */
async function letterOf(filer: Filer, filingId: string): Promise<Buffer> {
  const { filing } = await filer.call<{ filing: FilingAnswer }>('GET', `/v1/filings/${filingId}`);
  const path = `/v1/materials/${filingId}/commitment-letter?websiteId=${filing.websites[0]?.websiteId}`;
  const { letter } = await filer.call<{ letter: { url: string } }>('GET', path);
  return Buffer.from(await (await fetch(letter.url)).arrayBuffer());
}
