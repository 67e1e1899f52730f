import { provinceOf } from '../../../contracts/data/provinces.ts';
import { type Finding, stops } from '../../../contracts/kit/finding.ts';
import { NOT_ASKED } from '../facts.ts';
import { type FilingContents, NOTHING_TYPED } from '../filing/filing.ts';
import { type FilingType, typeLabel } from '../filing/filing-types.ts';
import { isTakenOver } from '../filing/prefilled.ts';
import { isSure } from '../media/evidence.ts';
import { type RecordContents, recordState } from '../record/record.ts';
import { type CaseDocument, type FilingCase, type NotInOrder, readFields } from './case.ts';
import { provinceOfAddress } from './places.ts';
import { sectionFindings } from './pre-check.ts';

/**
 * What of who is filed a new website or access would take over, and be stopped by: it can't be changed there (FT-99). Each says the
 * operation that mends it before.
 *
 * @param documents certificates that the account has shown for it: what they surely say otherwise is not in order either.
 */
export function notInOrder(
  record: RecordContents,
  filingType: FilingType,
  now: Date,
  documents: readonly CaseDocument[] = [],
): readonly NotInOrder[] {
  const { subject, organizer, principal } = record;
  const eligibility = { ...NOTHING_TYPED.eligibility, ...subject };
  const contents: FilingContents = { eligibility, organizer, principal, websites: [] };
  const nothing = { facts: {}, liveness: {}, consentGiven: false, termsAccepted: false, openProvinces: [] };
  const filingCase = { ...nothing, now, organizerRecord: NOT_ASKED, filingType, contents, documents } as const;
  if (recordState(record) === 'ended') return [];
  const found = [...sectionFindings(filingCase, 'organizer'), ...sectionFindings(filingCase, 'principal')];
  const all = [...movedTo(filingCase), ...found.flatMap((finding) => entryOf(finding, filingCase))];
  return all.filter(({ field }, place) => all.findIndex((other) => other.field === field) === place);
}

/** A unit that has moved to another province. */
function movedTo(filingCase: FilingCase): readonly NotInOrder[] {
  const { eligibility, organizer } = filingCase.contents;
  if (eligibility.organizerKind === 'individual') return [];
  const { address: read } = readFields(filingCase, 'business-licence', 'organizer');
  const addresses = [organizer?.certificateAddress, read && isSure(read) ? read.text : undefined];
  return addresses.flatMap((address) => {
    const { code, name } = provinceOf(provinceOfAddress(address ?? '') ?? '') ?? { code: eligibility.region };
    const message = `单位住所已迁到${name}，变更备案不能更换备案省份。请先办理注销主体，再在${name}办理首次备案。`;
    return code === eligibility.region
      ? []
      : [{ field: 'organizer.certificateAddress', mend: 'cancel-organizer', message } as const];
  });
}

/** What would stop it; and what the organizer's certificate says otherwise, which elsewhere they would confirm or correct. */
function entryOf({ field, ruleId, severity, message, params }: Finding, filingCase: FilingCase): readonly NotInOrder[] {
  if (!isTakenOver(field, filingCase)) return [];
  const mend = 'change' as const;
  const next = `请先办理变更备案，通过后再办理${typeLabel(filingCase.filingType)}。`;
  if (ruleId === 'FD-18' && field.startsWith('organizer.'))
    return [{ field, mend, message: `已备案的${params.label}与现在的证件不一致。${next}` }];
  return stops([{ severity }]) ? [{ field, mend, message: `${message}${next}` }] : [];
}
