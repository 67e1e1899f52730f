import type { Input } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { maskPhone } from '../../shared/domain/identity/mask.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

/**
 * The mobile number that the caller has bound to WeChat, and has just shared by a tap: an offer that saves typing. Only a
 * view shows it, because the platform logs replies. WeChat has reached it, so no code is asked for in the filing that it is for.
 */
export async function showBoundNumber(
  { applicantId, body }: Input<typeof contract.showBoundNumber>,
  { phoneNumbers, views, filings, contacts }: Ports,
) {
  const filing = body.filingId && (await filings.findOwn(body.filingId, applicantId));
  const payer = { accountId: applicantId, filingId: undefined, purpose: 'contact-code' } as const;
  const mobile = await phoneNumbers.paidBy(payer).numberOf(body.code);
  if (mobile === undefined) throw new Refused('bound-number.unknown');
  if (filing) await contacts.confirm(filing.id, mobile, 'filer');
  const view = await views.show({ mobile }, 'application/json', { accountId: applicantId });
  return { mobile: maskPhone(mobile), view };
}
