import { maskPhone } from '../../shared/domain/identity/mask.ts';
import { isErasable } from '../../shared/domain/retention.ts';
import type { Ports } from './ports.ts';

/** The data of a person's privacy page. */
export async function showMe(
  { applicantId }: { readonly applicantId: string },
  { accounts, filings, consents }: Ports,
) {
  const active = (await filings.listOwn(applicantId)).filter(({ state }) => !isErasable(state));
  const phone = await accounts.phoneOf(applicantId);
  return {
    signIn: {
      weChat: (await accounts.openidOf(applicantId)) !== undefined,
      ...(phone !== undefined && { phone: maskPhone(phone) }),
    },
    consents: await consents.historyOf(applicantId),
    erasable: active.length === 0,
    activeFilings: active.length,
  };
}
