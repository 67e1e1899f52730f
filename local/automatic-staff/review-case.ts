import { createHash } from 'node:crypto';
import { MOST_CALL_MS, type StaffCall } from './staff-calls.ts';

/** The part of a row that whoever objects to nothing looks at. */
interface Row {
  readonly row: string;
  readonly value: string;
  readonly needsJudgement: boolean;
  readonly causesSecondView: boolean;
  /** Pictures that nobody can judge it without. */
  readonly unseen: readonly string[];
}

/** The part of `caseView` that decides what is done. */
export interface Case {
  readonly caseId: string;
  readonly version: number;
  readonly rows: readonly Row[];
  readonly rounds: readonly { readonly outcome?: string }[];
  readonly decision?: { readonly decisionId: string; readonly state: string };
  readonly secondViewer?: string;
}

interface Reason {
  readonly reasonId: string;
  readonly kind: 'return' | 'decline';
  readonly fields: readonly string[];
  readonly isRetired: boolean;
}

/** Texts in a website's remark, and what each brings about in the first round, to show it. */
const WISHES = [
  { words: '请退回', kind: 'returned', reasons: 'return' },
  { words: '请不予受理', kind: 'declined', reasons: 'decline' },
] as const;

const REMARK = /^websites\.\d+\.details\.remark$/;
const ADVICE = '请写明网站主要展示什么内容、面向哪些访客，并删去无关文字。';
/** Nobody looks at a program. */
const SPENT_SECONDS = 0;

/**
 * Works a case that is in hand to its decision: everything fits, except where a remark asks for something else. Where somebody
 * else has decided, it is the second view.
 *
 * @returns what was done, for the log. @throws Declined
 */
export async function workCase(call: StaffCall, caseId: string): Promise<string> {
  const found = await call<Case>('GET', `/v1/cases/${caseId}`);
  return found.secondViewer === undefined ? decide(call, found) : viewSecond(call, found);
}

async function decide(call: StaffCall, found: Case): Promise<string> {
  const { caseId, rows, rounds } = found;
  const path = `/v1/cases/${caseId}/decision`;
  const wish = WISHES.find(
    ({ words, kind }) => remarksWith(words, rows).length > 0 && !rounds.some(({ outcome }) => outcome === kind),
  );
  if (wish) {
    const reasonId = await reasonFor(call, wish.reasons);
    const items = remarksWith(wish.words, rows).map((field) => ({ field, reasonId, suggestion: ADVICE }));
    await call('POST', path, { version: found.version, kind: wish.kind, items });
    return wish.kind;
  }
  for (const row of rows) if (row.needsJudgement) await fits(call, caseId, row);
  await call('POST', path, { version: found.version, kind: 'accepted' });
  return 'accepted';
}

async function viewSecond(call: StaffCall, { caseId, rows, decision }: Case): Promise<string> {
  for (const row of rows) if (row.causesSecondView) await fits(call, caseId, row);
  const shown = decision ?? (await call<Case>('GET', `/v1/cases/${caseId}`)).decision;
  const body = { decisionId: shown?.decisionId, agrees: true, comment: '同意。' };
  await call('POST', `/v1/cases/${caseId}/second-view`, body);
  return 'second view';
}

async function fits(call: StaffCall, caseId: string, { row, unseen }: Row): Promise<void> {
  const path = `/v1/cases/${caseId}`;
  for (const id of unseen) await see(call, `${path}/documents/${encodeURIComponent(id)}`);
  const judged = { conclusion: 'fits', spentSeconds: SPENT_SECONDS };
  await call('PUT', `${path}/rows/${encodeURIComponent(row)}`, judged);
}

/** Opens a paper and says what came. @throws Error when nothing does */
async function see(call: StaffCall, paper: string): Promise<void> {
  const { url } = await call<{ url: string }>('POST', `${paper}/view`);
  const response = await fetch(url, { signal: AbortSignal.timeout(MOST_CALL_MS) });
  if (!response.ok) throw new Error(`the paper answered ${response.status}`);
  const sha256 = createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex');
  await call('PUT', `${paper}/seen`, { sha256 });
}

const remarksWith = (words: string, rows: readonly Row[]): readonly string[] =>
  rows.filter(({ row, value }) => REMARK.test(row) && value.includes(words)).map(({ row }) => row);

/** A reason of the catalogue that a remark can be returned for; for declining, any. */
export async function reasonFor(call: StaffCall, kind: Reason['kind']): Promise<string | undefined> {
  const { reasons } = await call<{ reasons: readonly Reason[] }>('GET', '/v1/reasons');
  const usable = reasons.filter((reason) => reason.kind === kind && !reason.isRetired);
  return (usable.find(({ fields }) => fields.includes('remark')) ?? usable[0])?.reasonId;
}
