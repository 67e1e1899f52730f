import { Refused } from '../../contracts/kit/refusal.ts';
import { maskPhone } from '../../shared/domain/identity/mask.ts';
import type { Ports } from './ports.ts';

/**
 * The mobile number that the caller has bound to WeChat, and has just shared by a tap: an offer that saves typing. Only a
 * view shows it, because the platform logs replies.
 */
export async function showBoundNumber(
  { applicantId, body }: { readonly applicantId: string; readonly body: { readonly code: string } },
  { phoneNumbers, views }: Ports,
) {
  const mobile = await phoneNumbers.paidBy({ accountId: applicantId, filingId: undefined }).numberOf(body.code);
  if (mobile === undefined) throw new Refused('bound-number.unknown');
  return {
    mobile: maskPhone(mobile),
    view: await views.show({ mobile }, 'application/json', { accountId: applicantId }),
  };
}
