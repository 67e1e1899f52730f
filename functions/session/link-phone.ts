import type { Origin } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { CODE, isSilent, requireRight } from '../../shared/domain/one-time-code.ts';
import { leaveAccount } from './leave-account.ts';
import { requireMobile } from './phone-sign-in.ts';
import type { Ports } from './ports.ts';

interface Owner {
  readonly applicantId: string;
}
interface Caller extends Owner {
  readonly sessionId: string;
}

const linkHolder = (accountId: string): string => `link ${accountId}`;

/** Sends a code to the number that is to be linked with the caller's account. */
export async function sendLinkCode(
  { applicantId, body, origin }: Owner & { readonly body: { readonly mobile: string }; readonly origin: Origin },
  ports: Ports,
) {
  const mobile = requireMobile(body.mobile);
  const payer = { accountId: applicantId, filingId: undefined, purpose: 'link' } as const;
  const holder = linkHolder(applicantId);
  const code = { holder, message: 'sign-in-code', by: 'sms', address: mobile } as const;
  return ports.smsCodeSender.send({ ...code, payer, origin });
}

/**
 * Links the number whose code is right with the caller's account. When the number has an account already, the one that
 * holds something goes on and the other one is erased; of two that do, neither. `moved`: the caller's session is of the
 * number's account now, and its next renewal gets a token for it.
 */
export async function linkPhone(
  { body, ...caller }: Caller & { readonly body: { readonly code: string } },
  ports: Ports,
) {
  const { oneTimeCodes, transactions } = ports;
  const holder = linkHolder(caller.applicantId);
  const check = await oneTimeCodes.check(holder, body.code, CODE.tries);
  requireRight(check);
  const state = await transactions.inTransaction(() => link(caller, check.address, ports));
  await oneTimeCodes.forget(holder);
  return { state };
}

async function link(caller: Caller, mobile: string, ports: Ports): Promise<'linked' | 'moved'> {
  const { accounts, auditTrail, clock } = ports;
  const { applicantId } = caller;
  await accounts.holdPhone(mobile);
  const other = await accounts.ofPhone(mobile);
  if (other && other.accountId !== applicantId) {
    const isOtherInUse = await accounts.isInUse(other.accountId);
    if (isOtherInUse && isSilent(other.provenAt, clock.now())) throw new Refused('account.phone-silent');
    if (isOtherInUse) return moveInto(other.accountId, caller, ports);
    await leaveAccount(other.accountId, ports);
  }
  await accounts.linkPhone(applicantId, mobile);
  await auditTrail.write(applicantId, 'phone.linked', applicantId);
  return 'linked';
}

/** The number's account holds something: it gets the caller's WeChat, and the caller's own account ends. */
async function moveInto(accountId: string, { applicantId, sessionId }: Caller, ports: Ports): Promise<'moved'> {
  const { accounts, auditTrail, erasure, sessions } = ports;
  if (await accounts.isInUse(applicantId)) throw new Refused('account.both-in-use');
  const hasTwo = (await accounts.openidOf(accountId)) !== undefined;
  const hasNone = (await accounts.openidOf(applicantId)) === undefined;
  if (hasTwo || hasNone) throw new Refused('account.phone-taken');
  await accounts.moveWeChat(applicantId, accountId);
  await sessions.moveTo(sessionId, accountId);
  await auditTrail.write(accountId, 'phone.linked', accountId);
  await auditTrail.write(applicantId, 'account.erased', applicantId);
  await erasure.beginAccount(applicantId);
  return 'moved';
}

/** Takes the number of the caller's account away. @throws Refused('account.only-way') when nothing else opens it. */
export async function unlinkPhone({ applicantId }: Owner, { accounts, auditTrail, transactions }: Ports) {
  await transactions.inTransaction(async () => {
    if ((await accounts.openidOf(applicantId)) === undefined) throw new Refused('account.only-way');
    await accounts.unlinkPhone(applicantId);
    await auditTrail.write(applicantId, 'phone.unlinked', applicantId);
  });
  return {};
}
