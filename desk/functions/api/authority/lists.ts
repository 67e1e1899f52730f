import type { Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { shownListed } from '../../../domain/authority/authority-lists.ts';
import type { ListedPlace, ListedTask } from '../../../ports/authority-lists.ts';
import type { contract } from '../contract.ts';
import type { UseCase } from '../use-case.ts';

const PAGE = 50;

/**
 * The lists, and a page of what of them is to be handled; the first due first.
 *
 * @throws Refused('request.invalid') for what is no place of a page.
 */
export const showLists: UseCase<'showLists', 'authorityLists' | 'clock'> = async (
  { after },
  { authorityLists, clock },
) => {
  const now = clock.now();
  const lists = await authorityLists.standings();
  const { tasks, next } = await authorityLists.tasks(placeIn(after), PAGE);
  return {
    lists: lists.map(({ list, version, entries, dueAt, importedAt }) => ({
      list,
      version,
      entries,
      ...(dueAt && { dueAt }),
      ...(importedAt && { importedAt }),
    })),
    tasks: tasks.map((task) => taskView(task, now)),
    ...(next && { next: `${next.dueAt.toISOString()}/${next.entryId}` }),
  };
};

const PLACE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;

function placeIn(text: string | undefined): ListedPlace | undefined {
  if (text === undefined) return undefined;
  const [, at = '', entryId = ''] = PLACE.exec(text) ?? [];
  const dueAt = new Date(at);
  if (entryId === '' || Number.isNaN(dueAt.getTime()))
    throw new Refused('request.invalid', { fields: [{ field: 'after', message: '请从第一页重新打开。' }] });
  return { dueAt, entryId };
}

const taskView = (
  { entryId, list, kind, value, dueAt, records, cases }: ListedTask,
  now: Date,
): Output<typeof contract.showLists>['tasks'][number] => ({
  entryId,
  list,
  kind,
  value: shownListed({ kind, value }),
  dueAt,
  isOverdue: dueAt < now,
  records: records.map(({ recordId, number }) => ({ recordId, number })),
  cases: cases.flatMap(({ caseId, state }) =>
    state === 'open' || state === 'decided' || state === 'sent' ? [{ caseId, state }] : [],
  ),
});

/**
 * Notes what was done about an entry.
 *
 * @throws Refused('case.tied'); Refused('desk.changed-meanwhile') for one that was handled or released
 */
export const handleListed: UseCase<'handleListed', 'authorityLists' | 'clock' | 'declaredTies'> = async (
  { staff, entryId, body: { result } },
  { authorityLists, clock, declaredTies },
) => {
  const entry = await authorityLists.entry(entryId);
  if (entry && (await declaredTies.isTiedTo(staff.staffId, { values: [entry] }))) throw new Refused('case.tied');
  if (!(await authorityLists.handle(entryId, result, staff.staffId, clock.now())))
    throw new Refused('desk.changed-meanwhile');
  return { handled: true };
};
