import { randomInt } from 'node:crypto';
import type { AuthorityBook } from '../../local/automatic-staff/authority-book.ts';
import type { StaffCall } from '../../local/automatic-staff/staff-calls.ts';

interface Outbox {
  readonly submissions: readonly { readonly caseId: string; readonly number?: number }[];
}

/**
 * A second person types what the clerk types, at random moments: while it waits, once it is due, and after it was applied. What the
 * desk refuses, or breaks, is left.
 */
export function secondTypist(call: StaffCall, book: Pick<AuthorityBook, 'all'>) {
  let typed = 0;
  return {
    async typeAgain(): Promise<void> {
      const all = book.all().flatMap(({ number, said }) => said.map((answer) => ({ number, answer })));
      const picked = all[randomInt(Math.max(1, all.length))];
      const { submissions } = await call<Outbox>('GET', '/v1/authority');
      const submission = submissions.find(({ number }) => number === picked?.number);
      if (!picked || !submission) return;
      const body = { number: picked.number, ...picked.answer };
      await call('POST', `/v1/cases/${submission.caseId}/authority-answers`, body);
      typed += 1;
    },
    count: () => typed,
  };
}
