import { verdictQuery } from '../../../contracts/review-desk/operations.ts';
import type { Verdict } from '../../../contracts/review-desk/verdict.ts';
import { messageBody } from '../../../platform/edge/message-body.ts';
import type { Ports } from './ports.ts';

/** Verdicts that the service has not seen. A decision that can still be taken back is none. */
export async function queryVerdicts(
  { rawBody }: { readonly rawBody: string },
  ports: Ports,
): Promise<{ readonly verdicts: readonly (Omit<Verdict, 'at'> & { readonly at: string })[] }> {
  const { filings } = messageBody(rawBody, verdictQuery);
  const found = await ports.verdicts.after(filings);
  return { verdicts: found.map(({ at, ...verdict }) => ({ ...verdict, at: at.toISOString() })) };
}
