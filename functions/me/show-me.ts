import { isErasable } from '../../shared/domain/retention.ts';
import type { Ports } from './ports.ts';

/** The data of a person's privacy page. */
export async function showMe({ applicantId }: { readonly applicantId: string }, { filings, consents }: Ports) {
  const active = (await filings.listOwn(applicantId)).filter(({ state }) => !isErasable(state));
  return {
    consents: await consents.historyOf(applicantId),
    erasable: active.length === 0,
    activeFilings: active.length,
  };
}
