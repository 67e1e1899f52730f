import { strFromU8, unzipSync } from 'fflate';
import type { AuthorityBook, Filed } from './authority-book.ts';
import { MOST_CALL_MS, type StaffCall } from './staff-calls.ts';

/** The part of a row of the outbox that decides what is done. */
interface Row {
  readonly caseId: string;
  readonly number?: number;
  readonly state: 'waiting' | 'sent' | 'taken-back';
  readonly isTakenBack: boolean;
  readonly possibleAnswers: readonly { readonly kind: string }[];
}

/**
 * Does the next step of every submission: exports it and hands it in, takes it back, or types what the authority says next. What
 * fails is left for the next look, and keeps nobody from the others. What a person has handed in is left to people.
 *
 * @returns how many steps were done. @throws the first failure when none was
 */
export async function workAtAuthority(call: StaffCall, book: AuthorityBook): Promise<number> {
  const { submissions } = await call<{ submissions: readonly Row[] }>('GET', '/v1/authority');
  const failures: unknown[] = [];
  let done = 0;
  for (const row of submissions)
    try {
      if (await work(row, call, book)) done += 1;
    } catch (error) {
      failures.push(error);
    }
  if (done === 0 && failures.length > 0) throw failures[0];
  return done;
}

async function work(row: Row, call: StaffCall, book: AuthorityBook): Promise<boolean> {
  const { number, isTakenBack } = row;
  const path = `/v1/cases/${row.caseId}`;
  if (row.state === 'waiting') {
    const handedIn = isTakenBack ? number : await takeThere(path, call, book);
    await call('PUT', `${path}/submission/receipt`, { number: handedIn, isTakenBack });
    return true;
  }
  const said =
    number !== undefined &&
    book.say(
      number,
      row.possibleAnswers.map(({ kind }) => kind),
    );
  if (!said) return false;
  await call('POST', `${path}/authority-answers`, { number, ...said });
  return true;
}

/** Carries an export to the authority. @returns its number */
async function takeThere(path: string, call: StaffCall, book: AuthorityBook): Promise<number> {
  const { number, view } = await call<{ number: number; view: { url: string } }>('POST', `${path}/submission/export`);
  const response = await fetch(view.url, { signal: AbortSignal.timeout(MOST_CALL_MS) });
  if (!response.ok) throw new Error(`the export of ${number} is gone: ${response.status}`);
  const { 'submission.json': file } = unzipSync(new Uint8Array(await response.arrayBuffer()));
  if (!file) throw new Error(`the export of ${number} has no submission.json`);
  book.takeIn(JSON.parse(strFromU8(file)) as Filed);
  return number;
}
