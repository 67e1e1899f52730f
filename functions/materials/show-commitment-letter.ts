import { provinceOf } from '../../contracts/data/provinces.ts';
import { type FieldProblem, Refused } from '../../contracts/kit/refusal.ts';
import { type FilingContents, siteOwnerOf } from '../../shared/domain/filing/filing.ts';
import { letterOf } from './letters.ts';
import type { Ports } from './ports.ts';

export interface LetterCommand {
  readonly applicantId: string;
  readonly filingId: string;
}

/** A link to the commitment letter of a filing, about all its websites. @throws Refused('filing.incomplete') with what is missing. */
export async function commitmentLetter({ applicantId, filingId }: LetterCommand, ports: Ports) {
  const { contents } = await ports.filings.findOwn(filingId, applicantId);
  const { eligibility, organizer } = contents;
  const websites = contents.websites.flatMap((website) => {
    const siteOwner = siteOwnerOf(contents, website);
    const { domain, details } = website;
    return details && siteOwner ? [{ name: details.name, domain, siteOwnerName: siteOwner.name }] : [];
  });
  if (!organizer || websites.length < contents.websites.length)
    throw new Refused('filing.incomplete', { fields: lacking(contents) });
  await ports.auditTrail.write(applicantId, 'letter.made', filingId);
  const letter = await letterOf(
    {
      region: eligibility.region,
      organizerKind: eligibility.organizerKind,
      organizerName: organizer.name,
      certificateType: eligibility.certificateType,
      certificateNumber: eligibility.certificateNumber,
      websites,
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

/** The forms that a letter is made of and that nobody has filled in yet. */
function lacking(contents: FilingContents): readonly FieldProblem[] {
  const lacks = (field: string, name: string, given: unknown): readonly FieldProblem[] =>
    given ? [] : [{ field, message: `请先填写${name}，再下载承诺书。` }];
  const isMany = contents.websites.length > 1;
  return [
    ...lacks('organizer', '主体信息', contents.organizer),
    ...contents.websites.flatMap((website, place) => {
      const whose = isMany ? ` ${website.domain} 的` : '';
      return [
        ...lacks(`websites.${place}.details`, `${whose}网站信息`, website.details),
        ...lacks(`websites.${place}.siteOwner`, `${whose}网站负责人`, siteOwnerOf(contents, website)),
      ];
    }),
  ];
}
