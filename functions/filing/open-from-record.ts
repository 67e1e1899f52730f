import type { RecordId } from '../../contracts/kit/record-id.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import type { FilingNumbers } from '../../contracts/review-desk/filing-numbers.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { hasUnfinished } from '../../shared/domain/filing/machine.ts';
import { filedBefore } from '../../shared/domain/record/filed-before.ts';
import { type FiledRecord, liveWebsites, recordState, whyElsewhere } from '../../shared/domain/record/record.ts';
import type { Ports } from './ports.ts';

/** What somebody wants to do with a record. */
export interface FromRecord {
  readonly recordId: RecordId;
  readonly filingType: 'change';
  /** What a client may state, and what can't be another than is filed. */
  readonly region?: string | undefined;
  readonly certificateNumber?: string | undefined;
}

/**
 * Opens a filing about what is filed: it begins with everything as the record says it, and is the difference that is made
 * since. It keeps its numbers.
 *
 * @throws Refused('record.unknown'); Refused('record.ended'); Refused('record.empty') when it has no website,
 * Refused('record.elsewhere' | 'record.access-ended') when none of them is connected here (FT-31);
 * Refused('filing.unfinished') (FT-32); Refused('change.fixed') for another province (FT-21) or certificate
 * (FT-33).
 */
export async function openFromRecord(
  applicantId: string,
  { recordId, filingType, ...wanted }: FromRecord,
  { records, filings, ids }: Pick<Ports, 'records' | 'filings' | 'ids'>,
): Promise<Filing> {
  const record = await records.findOwn(recordId, applicantId);
  if (record.contents.ended) throw new Refused('record.ended');
  if (recordState(record.contents) === 'empty') throw new Refused('record.empty');
  if (hasUnfinished(await filings.listOwn(applicantId))) throw new Refused('filing.unfinished');
  checkFixed(record, wanted);
  const before = filedBefore(record);
  const [first] = before.websites;
  if (!first) throw new Refused(whyElsewhere(liveWebsites(record)) ?? 'record.elsewhere');
  const { domain, cloudService } = first;
  return filings.create({
    id: ids.uuid(),
    applicantId,
    filingType,
    contents: { eligibility: { ...record.contents.subject, domain, cloudService }, ...before, before },
    startedFrom: { recordId: record.id, version: record.version },
    numbers: numbersIn(record),
  });
}

const FIXED = {
  region: '备案省份不能变更：请先办理注销主体，再在新的省份办理首次备案。',
  certificateNumber: '变更备案不能更换主办单位。请注销原备案后，以新单位重新备案。',
} as const;

/** Province and certificate are those of the record for its whole life. */
function checkFixed({ contents: { subject } }: FiledRecord, wanted: Pick<FromRecord, keyof typeof FIXED>): void {
  const stated = {
    ...wanted,
    certificateNumber: wanted.certificateNumber && certificateForm(wanted.certificateNumber),
  };
  const others = (Object.keys(FIXED) as (keyof typeof FIXED)[]).filter(
    (field) => stated[field] !== undefined && stated[field] !== subject[field],
  );
  if (others.length > 0)
    throw new Refused('change.fixed', { fields: others.map((field) => ({ field, message: FIXED[field] })) });
}

/** 主体备案号, and the numbers of all its websites. */
export const numbersIn = ({ number, contents }: FiledRecord): FilingNumbers => ({
  organizer: number,
  websites: Object.fromEntries(contents.websites.map((website) => [website.id, website.number])),
});
