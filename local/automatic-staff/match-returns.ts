import { reasonFor } from './review-case.ts';
import type { StaffCall } from './staff-calls.ts';

interface Return {
  readonly number: number;
  readonly sequence: number;
  readonly proposals: readonly { readonly row?: string; readonly reasonId?: string }[];
  readonly rows: readonly { readonly row: string }[];
}

interface Item {
  readonly piece?: number;
  readonly field: string;
  readonly reasonId: string | undefined;
}

/**
 * Confirms what the desk proposes for each return of the authority. Where it has no proposal, the first field of the filing
 * gets a common reason: somebody has to take it back.
 *
 * @returns how many were confirmed. @throws Declined
 */
export async function matchReturns(call: StaffCall): Promise<number> {
  const { answers } = await call<{ answers: readonly { caseId?: string; state: string }[] }>('GET', '/v1/authority');
  const cases = answers.flatMap(({ caseId, state }) => (caseId !== undefined && state === 'to-match' ? [caseId] : []));
  for (const caseId of cases) {
    const path = `/v1/cases/${caseId}/authority-return`;
    const { number, sequence, ...told } = await call<Return>('GET', path);
    await call('POST', path, { number, sequence, items: await itemsOf(told, call) });
  }
  return cases.length;
}

async function itemsOf({ proposals, rows }: Pick<Return, 'proposals' | 'rows'>, call: StaffCall) {
  const proposed = proposals.flatMap(({ row: field, reasonId }, piece): readonly Item[] =>
    field === undefined || reasonId === undefined ? [] : [{ piece, field, reasonId }],
  );
  const once = proposed.filter(
    (proposal, index) =>
      proposed.findIndex(({ field, reasonId }) => field === proposal.field && reasonId === proposal.reasonId) === index,
  );
  if (once.length > 0) return once;
  return [{ field: rows[0]?.row ?? '', reasonId: await reasonFor(call, 'return') }];
}
