import { provinceOf } from '../../contracts/data/provinces.ts';
import { type FieldProblem, Refused } from '../../contracts/kit/refusal.ts';
import { siteOwnerOf } from '../../shared/domain/filing/filing.ts';
import { letterOf } from './letters.ts';
import type { Ports } from './ports.ts';

export interface LetterCommand {
  readonly applicantId: string;
  readonly filingId: string;
  readonly websiteId: string;
}

/** A link to the commitment letter of one website. @throws Refused('filing.incomplete') with what is missing. */
export async function commitmentLetter({ applicantId, filingId, websiteId }: LetterCommand, ports: Ports) {
  const { contents } = await ports.filings.findOwn(filingId, applicantId);
  const index = contents.websites.findIndex(({ id }) => id === websiteId);
  const website = contents.websites[index];
  if (!website) throw new Refused('website.unknown');
  const { eligibility, organizer } = contents;
  const siteOwner = siteOwnerOf(contents, website);
  if (!organizer || !website.details || !siteOwner) {
    const lacks = (field: string, message: string, given: unknown): FieldProblem[] =>
      given ? [] : [{ field, message }];
    throw new Refused('filing.incomplete', {
      fields: [
        ...lacks('organizer', '请先填写主体信息，再下载承诺书。', organizer),
        ...lacks(`websites.${index}.details`, '请先填写网站信息，再下载承诺书。', website.details),
        ...lacks(`websites.${index}.siteOwner`, '请先填写网站负责人，再下载承诺书。', siteOwner),
      ],
    });
  }
  await ports.auditTrail.write(applicantId, 'letter.made', filingId);
  const letter = await letterOf(
    {
      region: eligibility.region,
      organizerKind: eligibility.organizerKind,
      organizerName: organizer.name,
      certificateType: eligibility.certificateType,
      certificateNumber: eligibility.certificateNumber,
      websiteName: website.details.name,
      domain: website.domain,
      siteOwnerName: siteOwner.name,
      provinceName: provinceOf(eligibility.region)?.name ?? '',
    },
    ports,
  );
  return {
    letter: await ports.views.show(letter, 'application/pdf', {
      accountId: applicantId,
      downloadName: 'commitment-letter.pdf',
    }),
  };
}
