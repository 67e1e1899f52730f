import { type FiledWebsite, liveAccesses, recordState } from '../../shared/domain/record/record.ts';
import { noticesOf } from '../../shared/domain/record/record-event.ts';
import type { RecordChange } from '../../shared/ports/records/record-events.ts';
import type { Ports } from './ports.ts';

const PAGE = 100;

/** A page of what has happened to all records, for the desk. */
export async function listChanges(
  { after }: { readonly after: number },
  { recordEvents }: Pick<Ports, 'recordEvents'>,
) {
  const found = await recordEvents.changesAfter(after, PAGE);
  return { changes: found.map(changeView), next: found.at(-1)?.position ?? after, more: found.length === PAGE };
}

/** The organizer, numbers, domains and notices: nothing that leads to a person. */
function changeView({ contents, at, ...change }: RecordChange) {
  const { subject, organizer } = contents;
  return {
    ...change,
    organizer: subject.organizerKind === 'individual' ? '个人' : organizer?.name,
    at: at.toISOString(),
    state: recordState(contents),
    websites: contents.websites.map(websiteView),
    notices: noticesOf(contents).map(({ notice, state, dueAt, extendedAt, answer }) => ({
      notice,
      state,
      dueAt,
      extendedAt,
      answeredAt: answer?.at,
      word: answer?.word,
    })),
  };
}

const websiteView = (website: FiledWebsite) => ({
  websiteId: website.id,
  number: website.number,
  domains: website.domains,
  state: website.ended ? ('ended' as const) : ('live' as const),
  hasAccess: liveAccesses(website).length > 0,
});
