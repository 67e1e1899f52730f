import { MOST_LISTED, readList } from '../../shared/desk/domain/authority-lists.ts';
import { masked } from '../../shared/desk/domain/masked.ts';
import type { ListedTask } from '../../shared/desk/ports/authority-lists.ts';
import { Refused } from '../../shared/domain/refusal.ts';
import type { Input, Output } from '../../shared/edge/contract.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

const MOST_SHOWN = 200;
const MOST_FAULTS = 20;

/** The lists, and what of them is to be handled; the first due first. */
export async function showLists(
  _: Input<typeof contract.showLists>,
  { authorityLists, clock }: Pick<Ports, 'authorityLists' | 'clock'>,
): Promise<Output<typeof contract.showLists>> {
  const now = clock.now();
  const [lists, tasks] = [await authorityLists.standings(), await authorityLists.tasks(MOST_SHOWN)];
  return {
    lists: lists.map(({ list, version, entries, dueAt, importedAt, from }) => ({
      list,
      version,
      entries,
      ...(dueAt && { dueAt }),
      ...(importedAt && { importedAt }),
      ...(from && { from }),
    })),
    tasks: tasks.map((one) => taskView(one, now)),
  };
}

const taskView = (
  { entryId, list, kind, value, dueAt, records, cases }: ListedTask,
  now: Date,
): Output<typeof contract.showLists>['tasks'][number] => ({
  entryId,
  list,
  kind,
  value: kind === 'domain' ? value : masked(value, 'number'),
  dueAt,
  isOverdue: dueAt < now,
  records: records.map(({ recordId, number }) => ({ recordId, number })),
  cases: cases.flatMap(({ caseId, state }) =>
    state === 'open' || state === 'decided' || state === 'sent' ? [{ caseId, state }] : [],
  ),
});

/**
 * Replaces a list by the lines of a file; all of them or none.
 *
 * @throws Refused('desk.changed-meanwhile'); Refused('request.invalid') with the number of each line that can't be read, for an
 * empty file, too many lines, and a date that is over.
 */
export async function replaceList(
  { staff, list, body }: Input<typeof contract.replaceList>,
  { authorityLists, clock }: Pick<Ports, 'authorityLists' | 'clock'>,
): Promise<Output<typeof contract.replaceList>> {
  const [now, dueAt] = [clock.now(), new Date(body.dueAt)];
  if (dueAt <= now) throw invalid([{ field: 'dueAt', message: '期限应晚于现在。' }]);
  const read = readList(list, body.text);
  if ('bad' in read)
    throw invalid(
      read.bad
        .slice(0, MOST_FAULTS)
        .map(({ line, message }) => ({ field: `text.${line}`, message: `第 ${line} 行：${message}` })),
    );
  const { values } = read;
  if (values.length === 0) throw invalid([{ field: 'text', message: '文件里没有名单，请重新选择。' }]);
  if (values.length > MOST_LISTED)
    throw invalid([{ field: 'text', message: `一份名单最多 ${MOST_LISTED} 行，这里有 ${values.length} 行。` }]);
  const by = staff.staffId;
  const done = await authorityLists.replace({ list, values, dueAt, by, at: now, seen: body.version, issue: 0 });
  if (!done) throw new Refused('desk.changed-meanwhile');
  return { added: done.added, released: done.released };
}

const invalid = (fields: readonly { readonly field: string; readonly message: string }[]) =>
  new Refused('request.invalid', { fields: [...fields] });

/** Notes what was done about an entry. @throws Refused('desk.changed-meanwhile') for one that was handled or released */
export async function handleListed(
  { staff, entryId, body }: Input<typeof contract.handleListed>,
  { authorityLists, clock }: Pick<Ports, 'authorityLists' | 'clock'>,
): Promise<Output<typeof contract.handleListed>> {
  const isHandled = await authorityLists.handle(entryId, body.result, staff.staffId, clock.now());
  if (!isHandled) throw new Refused('desk.changed-meanwhile');
  return { handled: true };
}
