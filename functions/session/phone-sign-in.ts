import type { Input } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import { deviceOf } from '../../shared/domain/device.ts';
import { CODE, isSilent, PROOF, requireRight } from '../../shared/domain/one-time-code.ts';
import { mobileOf } from '../../shared/domain/rules/people/phone-number.ts';
import type { contract } from './contract.ts';
import { leaveAccount } from './leave-account.ts';
import { tellingNewDevice } from './new-device.ts';
import { isNumberOf } from './numbers-of.ts';
import type { Ports } from './ports.ts';
import { requireProof } from './stranger-proof.ts';

type Numbered = Input<typeof contract.proveNumber>;

const NOBODY = { accountId: undefined, filingId: undefined };

/** Certificate numbers that may be tried for the account of one mobile number in a day, with however many codes. */
const NUMBERS_PER_DAY = { times: 6, seconds: 24 * 60 * 60 } as const;

/** The device that asked for a code, by its challenge: only this device gets the session, with its secret. */
const deviceHolder = (challenge: string): string => `sign-in ${challenge}`;

/** The eleven digits of what was typed. @throws Refused('request.invalid') */
export function requireMobile(typed: string): string {
  const mobile = mobileOf(typed);
  const problem = { field: 'mobile', message: '请填写 11 位的中国大陆手机号码。' };
  if (mobile === undefined) throw new Refused('request.invalid', { fields: [problem] });
  return mobile;
}

/**
 * Sends a code to a number. No account is looked for by it: a number without one takes the same way. A device
 * that the number's own account was used from is no stranger's: strangers can use up neither its codes nor its part of the budget.
 */
export async function sendPhoneCode({ body, origin }: Input<typeof contract.sendPhoneCode>, ports: Ports) {
  const mobile = requireMobile(body.mobile);
  const accountId = body.device && (await ownerOf(mobile, body.device, ports));
  if (!accountId) await requireProof({ mobile, origin }, body.proof, ports);
  const payer = accountId ? { accountId, filingId: undefined } : NOBODY;
  const holder = deviceHolder(body.challenge);
  return ports.smsCodeSender.send({ holder, message: 'sign-in-code', by: 'sms', address: mobile, payer, origin });
}

async function ownerOf(mobile: string, device: string, ports: Ports): Promise<string | undefined> {
  const accountId = (await ports.accounts.ofPhone(mobile))?.accountId;
  // The same is read for a number without an account, so that the time tells nothing.
  return (await ports.sessions.knows(accountId ?? ports.ids.uuid(), device)) ? accountId : undefined;
}

/**
 * Signs a device in whose code is right, into the account of the number or a new one; the device then renews with its
 * secret. A number that was silent for long may have another owner by now: it opens an account that is in use only with
 * one of its certificate numbers.
 */
export async function signInByPhone({ body, userAgent }: Input<typeof contract.signInByPhone>, ports: Ports) {
  const { accounts, clock, oneTimeCodes, transactions } = ports;
  const holder = deviceHolder(body.challenge);
  // A try is counted for good, so nothing may be thrown in here.
  const result = await transactions.inTransaction(async () => {
    const check = await oneTimeCodes.check(holder, body.code, CODE.tries);
    if (check.outcome !== 'right') return check;
    const { address: mobile } = check;
    await accounts.holdPhone(mobile);
    const known = await accounts.ofPhone(mobile);
    if (known && isSilent(known.provenAt, clock.now())) {
      if (await accounts.isInUse(known.accountId)) {
        await oneTimeCodes.awaitProof(holder, new Date(clock.now().getTime() + PROOF.withinSeconds * 1000));
        return 'certificate-needed' as const;
      }
      await leaveAccount(known.accountId, ports);
    }
    return enter(mobile, body, userAgent, ports);
  });
  if (typeof result !== 'string') requireRight(result);
  return { state: result };
}

/** After the code of a silent number: opens its account by a certificate number of it, or begins a new one. */
export async function proveNumber({ body, userAgent }: Numbered, ports: Ports) {
  const { accounts, oneTimeCodes, transactions } = ports;
  const result = await transactions.inTransaction(async () => {
    const mobile = await oneTimeCodes.takeTry(deviceHolder(body.challenge), PROOF.tries);
    if (mobile === undefined) return 'one-time-code.over' as const;
    await accounts.holdPhone(mobile);
    const known = await accounts.ofPhone(mobile);
    if (known && 'startsNew' in body) await leaveAccount(known.accountId, ports);
    else if (known && !(await mayEnter(known.accountId, mobile, body, ports)))
      return 'one-time-code.number-mismatch' as const;
    return enter(mobile, body, userAgent, ports);
  });
  if (result !== 'signed-in') throw new Refused(result);
  return { state: result };
}

async function mayEnter(accountId: string, mobile: string, body: Numbered['body'], ports: Ports): Promise<boolean> {
  if (!('certificateNumber' in body)) return false;
  const tried = { name: 'certificate numbers tried for a number', subjects: [mobile], ...NUMBERS_PER_DAY };
  if ((await ports.callerLimits.countCall(tried)) > 0) return false;
  return isNumberOf(accountId, certificateForm(body.certificateNumber), ports);
}

async function enter(
  mobile: string,
  { challenge, device }: Pick<Numbered['body'], 'challenge' | 'device'>,
  userAgent: string,
  ports: Ports,
): Promise<'signed-in'> {
  const { accounts, oneTimeCodes, sessions } = ports;
  const { accountId } = await accounts.signInByPhone(mobile);
  const by = { challenge, device: { kind: deviceOf(userAgent), key: device } };
  await tellingNewDevice(() => sessions.open(accountId, by), ports);
  await oneTimeCodes.forget(deviceHolder(challenge));
  return 'signed-in';
}
