import { provinceOf } from '../../shared/domain/data/provinces.ts';
import { siteOwnerOf } from '../../shared/domain/filing/filing.ts';
import { type FieldProblem, Refused } from '../../shared/domain/refusal.ts';
import type { Ports } from './ports.ts';

/** Loaded on demand: pdfkit takes 60 ms of CPU to load, and most calls of this function only list materials. */
const letters = () => import('./commitment-letter.ts');

/** 广东 requires a fingerprint beside a person's signature (PV-GD-06). */
const FINGERPRINT_PROVINCES = ['440000'];

export interface LetterCommand {
  readonly applicantId: string;
  readonly filingId: string;
  readonly websiteId: string;
}

/** A link to the commitment letter of one website. @throws Refused('filing.incomplete') with what is missing. */
export async function commitmentLetter({ applicantId, filingId, websiteId }: LetterCommand, ports: Ports) {
  const { contents } = await ports.filings.findOwn(filingId, applicantId);
  const at = contents.websites.findIndex(({ id }) => id === websiteId);
  const website = contents.websites[at];
  if (!website) throw new Refused('website.unknown');
  const { eligibility, organizer } = contents;
  const siteOwner = siteOwnerOf(contents, website);
  if (!organizer || !website.details || !siteOwner) {
    const lacks = (field: string, message: string, given: unknown): FieldProblem[] =>
      given ? [] : [{ field, message }];
    throw new Refused('filing.incomplete', {
      fields: [
        ...lacks('organizer', '请先填写主体信息，再下载承诺书。', organizer),
        ...lacks(`websites.${at}.details`, '请先填写网站信息，再下载承诺书。', website.details),
        ...lacks(`websites.${at}.siteOwner`, '请先填写网站负责人，再下载承诺书。', siteOwner),
      ],
    });
  }
  await ports.auditTrail.write(applicantId, 'letter.made', filingId);
  const { drawCommitmentLetter } = await letters();
  const letter = await drawCommitmentLetter(
    {
      organizerKind: eligibility.organizerKind,
      organizerName: organizer.name,
      certificateType: eligibility.certificateType,
      certificateNumber: eligibility.certificateNumber,
      websiteName: website.details.name,
      domain: website.domain,
      siteOwnerName: siteOwner.name,
      provinceName: provinceOf(eligibility.region)?.name ?? '',
      fingerprint: eligibility.organizerKind === 'individual' && FINGERPRINT_PROVINCES.includes(eligibility.region),
    },
    { font: ports.settings.letterFont, createdAt: ports.clock.now() },
  );
  return {
    letter: await ports.views.show(Buffer.from(letter), 'application/pdf', {
      accountId: applicantId,
      downloadName: 'commitment-letter.pdf',
    }),
  };
}
