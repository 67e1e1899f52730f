import { addDays, beijingInstant } from '../../../../contracts/kit/beijing-time.ts';
import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { search } from '../cases/gate.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';

const [PAGE, MOST_EXPORTED, MOST_DAYS] = [100, 1_000, 366];

type Read = Output<typeof contract.readAccesses>;

/** A page of the access log. @throws Refused('request.invalid') for a period that is none, or too long; Refused('case.tied') */
export async function readAccesses({ staff, body }: Input<typeof contract.readAccesses>, ports: Ports): Promise<Read> {
  const { from, to, staffId, caseIds = [], isExport = false } = body;
  const fields = [{ field: 'to', message: '结束不能早于开始，一次最多查一年，请修改日期。' }];
  if (to < from || to > addDays(from, MOST_DAYS)) throw new Refused('request.invalid', { fields });
  const tied = await Promise.all(caseIds.map((id) => ports.declaredTies.isTied(staff.staffId, id)));
  if (tied.includes(true)) throw new Refused('case.tied');
  const [begins, until] = [beijingInstant(from, 0), beijingInstant(addDays(to, 1), 0)];
  const most = isExport ? MOST_EXPORTED : PAGE;
  const find = () => ports.accessLog.list({ ...body, from: begins, until, after: placeIn(body.after) }, most + 1);
  const facts = { from, to, ...(staffId !== undefined && { staff: staffId }) };
  const quest = { staffId: staff.staffId, action: isExport ? 'access-exported' : 'access-read', facts } as const;
  const found = await search(quest, { find, casesIn: () => caseIds }, ports);
  const page = found.slice(0, most);
  const rows = await ports.openCases.findAll(page.map(({ caseId }) => caseId));
  const colleagues = await ports.colleagues.confirmedSince(new Date(0));
  const nameOf = (id: string) => colleagues.find((colleague) => colleague.staffId === id)?.displayName ?? '';
  const last = page.at(-1);
  return {
    entries: page.map(({ at, actor, action, caseId, facts: told }) => ({
      ...{ at, staffId: actor, staffName: nameOf(actor), action: action as Read['entries'][number]['action'] },
      ...(rows.has(caseId) && { caseId }),
      domains: [...(rows.get(caseId)?.summary.domains ?? [])],
      facts: { ...told },
    })),
    ...(last && found.length > most && { next: `${last.at.getTime()}/${last.caseId}/${last.sequence}` }),
  };
}

function placeIn(after: string | undefined) {
  const [ms, caseId = '', sequence] = after?.split('/') ?? [];
  return after === undefined ? undefined : { at: new Date(Number(ms)), caseId, sequence: Number(sequence) };
}
