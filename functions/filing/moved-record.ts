import type { Shown } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import {
  type Difference,
  differences,
  differencesBetween,
  withDifference,
} from '../../shared/domain/filing/difference.ts';
import type { Filing, FilingContents } from '../../shared/domain/filing/filing.ts';
import { isPrefilled, prefilledDifferences, withPrefilled } from '../../shared/domain/filing/prefilled.ts';
import { maskedFiling } from '../../shared/domain/filing/view.ts';
import { fieldName } from '../../shared/domain/filing/view-names.ts';
import { filedBefore } from '../../shared/domain/record/filed-before.ts';
import type { FiledRecord } from '../../shared/domain/record/record.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';
import { type FilingAddress, replaceDraft, type SavePorts } from './save-contents.ts';

/** A value that differs, without the value. */
const shown = ({ path }: Difference) => ({ field: path, name: fieldName(path) });

/**
 * What differs from the record by this change, and what has moved in the record since it was opened; of a new website or access
 * what of it was taken over. Values are in the view, before and after.
 *
 * @throws Refused('filing.no-change') for a filing that starts from no record.
 */
export async function showDifference({ applicantId, filingId }: FilingAddress, ports: Ports) {
  const filing = await ports.filings.findOwn(filingId, applicantId);
  const record = await recordOf(filing, ports);
  const changes = differences(filing.contents);
  const moved = movedIn(filing, record);
  await ports.auditTrail.write(applicantId, 'filing.viewed', filingId);
  const values: Shown<typeof contract.showDifference> = { changes, moved };
  return {
    recordId: record.id,
    number: record.number,
    startedFrom: filing.startedFrom?.version ?? 0,
    version: record.version,
    ended: record.contents.ended !== undefined,
    changes: changes.map(shown),
    moved: moved.map(shown),
    view: await ports.views.show(values, 'application/json', { accountId: applicantId }),
  };
}

/**
 * Goes on with what the record says now, after the person has looked at it: their own changes stay, everything else is as it
 * is filed. What stands half-filled in a form is kept.
 *
 * @param body.version the version that they have seen. @throws Refused('record.moved') when it has moved again since;
 * Refused('record.ended').
 */
export async function followRecord(
  { applicantId, filingId, body }: FilingAddress & { readonly body: { readonly version: number } },
  ports: SavePorts & Pick<Ports, 'records'>,
) {
  const filing = await ports.transactions.inTransaction(async () => {
    await ports.formDrafts.lock(filingId, applicantId);
    const current = await ports.filings.findOwn(filingId, applicantId);
    const record = await recordOf(current, ports);
    if (record.contents.ended) throw new Refused('record.ended');
    if (record.version !== body.version) throw new Refused('record.moved');
    const followed = await ports.filings.change(filingId, applicantId, ({ contents, startedFrom }) => {
      if (startedFrom?.version === record.version) return undefined;
      return {
        event: 'save',
        contents: followedContents(contents, record),
        startedFrom: { recordId: record.id, version: record.version },
        facts: { section: 'record' },
      };
    });
    for (const { form } of await ports.formDrafts.ofFiling(filingId))
      await replaceDraft(current, followed, form, ports);
    return followed;
  });
  return maskedFiling(filing);
}

/** A new website has taken over who is filed; a change all of the record. */
function followedContents(contents: FilingContents, record: FiledRecord): FilingContents {
  const { before } = contents;
  if (!before) return withPrefilled(contents, record.contents);
  const now = filedBefore(record);
  const { organizer, principal, websites } = withDifference(now, before, contents);
  const { certificateNumber } = contents.numberReason ? contents.eligibility : record.contents.subject;
  const eligibility = { ...contents.eligibility, certificateNumber };
  return { ...contents, eligibility, organizer, principal, websites, before: now };
}

async function recordOf(
  { startedFrom, contents, applicantId, filingType }: Filing,
  { records }: Pick<Ports, 'records'>,
): Promise<FiledRecord> {
  if (!startedFrom || (!contents.before && !isPrefilled(filingType))) throw new Refused('filing.no-change');
  return records.findOwn(startedFrom.recordId, applicantId);
}

/** What the record says otherwise now than when the filing was opened. */
function movedIn({ contents, startedFrom }: Filing, record: FiledRecord): readonly Difference[] {
  if (!contents.before) return prefilledDifferences(contents, record.contents);
  return startedFrom?.version === record.version ? [] : differencesBetween(contents.before, filedBefore(record));
}
