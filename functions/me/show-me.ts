import { maskPhone } from '../../shared/domain/identity/mask.ts';
import type { Ports } from './ports.ts';

/** The data of a person's privacy page. */
export async function showMe(
  { applicantId }: { readonly applicantId: string },
  { accounts, accountErasure, consents }: Ports,
) {
  const activeFilings = await accountErasure.activeOf(applicantId);
  const phone = await accounts.phoneOf(applicantId);
  return {
    signIn: {
      weChat: (await accounts.openidOf(applicantId)) !== undefined,
      ...(phone !== undefined && { phone: maskPhone(phone) }),
    },
    consents: await consents.historyOf(applicantId),
    erasable: activeFilings === 0,
    activeFilings,
  };
}
